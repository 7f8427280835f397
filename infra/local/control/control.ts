import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type { Alarms } from '../alarms/alarms.ts';
import type { Outbox } from '../aws/outbox.ts';
import type { Handle } from '../door.ts';
import type { Faults } from '../faults/faults.ts';
import type { AskedLog } from '../iam/asked-log.ts';
import type { HubClock } from '../time/hub-clock.ts';
import type { Counts } from './counts.ts';

interface ControlProps {
  readonly counts: Counts;
  readonly clock: HubClock;
  readonly asked: AskedLog;
  readonly faults: Faults;
  readonly alarms: Alarms;
  readonly outbox: Outbox;
  /** Waits until the streams were read to their tip, then says what still goes on. */
  readonly activity: () => Promise<{ readonly idle: boolean }>;
  /** Messages by queue. */
  readonly messages: () => Readonly<Record<string, number>>;
  readonly outputs: () => Readonly<Record<string, unknown>>;
  /** Told the whole offset from the machine's clock, so that a new start goes on from there. */
  readonly advanced: (offset: number) => void;
}

/** By so much, or to an instant; one that has passed leaves the time as it is. */
const move = z.union([z.strictObject({ advance: z.number().min(0) }), z.strictObject({ to: z.iso.datetime() })]);

/** So long a wait until nothing runs any more is answered at the latest. */
const longestWait = 30_000;
const look = 3;

/**
 * A door for tests, the demo and benches, on a port of its own that only this machine reaches. No function knows it.
 * GET /counts, POST /counts/reset, GET /asked, GET /alarms, GET /outbox, GET /idle, POST /idle (answered once it is), GET /outputs, GET /clock,
 * POST /clock {"advance": ms} or {"to": instant}, GET /faults, POST /faults (faults/README.md)
 */
export const control = ({
  counts,
  clock,
  asked,
  faults,
  alarms,
  outbox,
  activity,
  messages,
  outputs,
  advanced,
}: ControlProps): Handle => {
  const time = () => ({ now: new Date(clock.now()).toISOString() });
  const said = (is: { readonly idle: boolean }) => {
    const next = clock.next();
    const due = next === undefined ? {} : { next: new Date(next).toISOString() };
    return { ...is, queues: messages(), ...time(), ...due };
  };
  const answers: Readonly<Record<string, (body: string) => unknown>> = {
    'GET /counts': () => counts.all(),
    'POST /counts/reset': () => {
      counts.reset();
      return {};
    },
    'GET /idle': async () => said(await activity()),
    'POST /idle': async () => {
      const until = performance.now() + longestWait;
      for (;;) {
        const is = await activity();
        if (is.idle || performance.now() > until) return said(is);
        await sleep(look);
      }
    },
    'GET /alarms': () => alarms.states(),
    'GET /outbox': () => ({ mails: outbox.all() }),
    'GET /asked': () => asked.all(),
    'GET /faults': () => faults.counts(),
    'POST /faults': (body) => {
      faults.order(JSON.parse(body));
      return faults.counts();
    },
    'GET /outputs': () => outputs(),
    'GET /clock': time,
    'POST /clock': (body) => {
      const asked = move.parse(JSON.parse(body));
      clock.advance('to' in asked ? Math.max(0, Date.parse(asked.to) - clock.now()) : asked.advance);
      advanced(clock.now() - Date.now());
      return time();
    },
  };
  return async (request, response) => {
    const answer = answers[`${request.method} ${request.url}`];
    const json = { 'content-type': 'application/json' };
    try {
      const body = await text(request);
      if (!answer) response.writeHead(404, json).end(JSON.stringify({ has: Object.keys(answers) }));
      else response.writeHead(200, json).end(JSON.stringify(await answer(body)));
    } catch (error) {
      response
        .writeHead(400, json)
        .end(JSON.stringify({ error: error instanceof Error ? error.message : String(error) }));
    }
  };
};
