import { dueIn } from '../../functions/views/due-rows.ts';
import { waitingFor } from '../../functions/views/keys.ts';
import { lineRows } from '../../functions/views/line-rows.ts';
import { id } from '../unit/views/made-referral.ts';
import { type Answers, type Recipient, status } from './recipient.ts';
import { recipientsOfFile } from './recipients.ts';
import { behindLines } from './written.ts';

export const person = (n: number): string => id.slice(0, -1) + 'abcdefghjk'.charAt(n);

const everyMinute = (instant: string): string =>
  new Date(Math.ceil(Date.parse(instant) / 60_000) * 60_000).toISOString();
export const hours = (instant: string, n: number): string =>
  new Date(Date.parse(instant) + n * 3_600_000).toISOString();

type Recipients = ReturnType<typeof recipientsOfFile>;

/** Delivery with its queue and its part of the sweep, jumping from one instant at which something happens to the next. */
const clockwork = (recipients: Recipients, gp: Recipient, cws: Recipient) => {
  const hub = recipients.hub({ practice: gp, service: cws });
  const { ports, queued, views, now, later } = hub;
  const start = now();
  const parts = [waitingFor('L99901'), waitingFor('CWS01')];
  const nextSweep = async (): Promise<string> => {
    const found = await Promise.all(parts.map((part) => dueIn(views)(part, { limit: 1 })));
    const lines = (await lineRows(views).list()).filter((line) => line.recovered !== undefined);
    const earliest = [...found.flat().map(({ due }) => due), ...lines.map(() => now())].sort()[0];
    return earliest === undefined
      ? '~'
      : everyMinute(earliest > now() ? earliest : new Date(Date.parse(now()) + 1).toISOString());
  };
  return {
    ...hub,
    /** Seconds since the start at which each request came. */
    times: { practice: [] as number[], service: [] as number[] },
    since: () => (Date.parse(now()) - Date.parse(start)) / 1000,
    run: async (until: string): Promise<void> => {
      for (;;) {
        const queue = queued.map(({ at }) => at).sort()[0] ?? '~';
        const sweep = await nextSweep();
        const next = queue < sweep ? queue : sweep;
        if (next > until) break;
        later(Math.max(0, (Date.parse(next) - Date.parse(now())) / 1000));
        if (next === sweep) for (const { referral } of await behindLines(hub)(now())) await ports.again(referral, 0);
        const asked = queued.filter(({ at }) => at <= now());
        for (const one of asked) queued.splice(queued.indexOf(one), 1);
        for (const referral of new Set(asked.map((one) => one.referral))) await hub.deliver(referral);
      }
      later(Math.max(0, (Date.parse(until) - Date.parse(now())) / 1000));
    },
  };
};

/** An endpoint that notes when it is asked. */
const noting =
  (times: () => number[], since: () => number, answers: Answers): Answers =>
  (response, received) => {
    times().push(since());
    answers(response, received);
  };
export const bundle = status(200, {}, JSON.stringify({ resourceType: 'Bundle', type: 'transaction-response' }));

/** For one file of tests: its recipients, and a practice that answers like this. */
export const clockworkOfFile = () => {
  const recipients = recipientsOfFile();
  return {
    recipients,
    clockwork: (gp: Recipient, cws: Recipient) => clockwork(recipients, gp, cws),
    withPartner: (answers: Answers) => withPartner(recipients, answers),
  };
};

const withPartner = async (recipients: Recipients, answers: Answers) => {
  let made: ReturnType<typeof clockwork> | undefined;
  const since = () => made?.since() ?? 0;
  const gp = await recipients.listening(noting(() => made?.times.practice ?? [], since, answers));
  const cws = await recipients.listening(noting(() => made?.times.service ?? [], since, bundle));
  made = clockwork(recipients, gp, cws);
  return { gp, cws, hub: made };
};
