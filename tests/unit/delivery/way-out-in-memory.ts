import { thisArea } from '../../../contracts/areas/this-area.ts';
import type { Answer } from '../../../functions/delivery/answer.ts';
import { deliverReferral } from '../../../functions/delivery/deliver-referral.ts';
import { gates } from '../../../functions/delivery/gate.ts';
import type { DeliveryPorts } from '../../../functions/delivery/ports.ts';
import type { Ledger, Participant, Participants } from '../../../functions/usecases/ports.ts';
import type { LineRow, LineRows } from '../../../functions/views/line-rows.ts';
import { projectReferral } from '../../../functions/views/project-referral.ts';
import { day, id, type Made, versionsOf } from '../views/made-referral.ts';
import { rowsInMemory } from './rows-in-memory.ts';

const organisation = (code: string, more: Partial<Participant>): Participant => ({
  ...{ organisation: code, name: code, kind: 'practice', tier: 'full', active: true, version: 1 },
  identifier: { system: 'https://example.org', value: code },
  ...more,
});
const known = [
  organisation('L99901', { endpoint: { url: 'https://practice.example' } }),
  organisation('CWS01', { kind: 'coordinator', endpoint: { url: 'https://service.example' } }),
  organisation('walking-group', {
    ...{ kind: 'voluntary', tier: 'name-only' },
    webhook: { url: 'https://group.example', since: day(0), secrets: ['one'] },
  }),
];
const participants: Participants = {
  organisation: async (code) => known.find((one) => one.organisation === code),
  client: async () => undefined,
};

export const linesInMemory = (): LineRows => {
  const lines = new Map<string, LineRow>();
  return {
    read: async (code) => lines.get(code),
    list: async () => [...lines.values()],
    write: async (code, from, line) => {
      if (lines.get(code)?.turn !== from?.turn) return false;
      lines.set(code, { ...line, organisation: code, turn: (from?.turn ?? 0) + 1 });
      return true;
    },
    remove: async ({ organisation: code }) => lines.delete(code),
  };
};

/** What is done with the store or with a recipient, one step: where a sender can be overtaken, or die. */
export type Step = <T>(does: () => Promise<T>) => Promise<T>;

const stepping = <T extends object>(of: T, step: Step): T =>
  new Proxy(of, {
    get: (target, name) => {
      const does: unknown = Reflect.get(target, name);
      return typeof does === 'function' ? (...given: unknown[]) => step(async () => does(...given)) : does;
    },
  });

/** What several referrals share: the time, what is known of recipients, and a queue to come back by. */
interface Shared {
  readonly clock: () => string;
  readonly lines: LineRows;
  readonly again: (seconds: number) => void;
}

/** Hub and recipients in memory. `answer` is asked for each send, by the address it went to, after it has arrived. */
export const wayOutInMemory = (story: Made, answer: (url: string) => Answer | Promise<Answer>, shared?: Shared) => {
  const versions = versionsOf(story);
  let written = 0;
  let at = Date.parse(day(20));
  // Time passes with every look at it, so that no two writes are at the same moment.
  const ownClock = (): string => {
    at += 1;
    return new Date(at).toISOString();
  };
  const { clock, lines, again } = shared ?? { clock: ownClock, lines: linesInMemory(), again: () => undefined };
  const load: Ledger['load'] = async (_, upTo = written) => {
    const made = versions[Math.min(upTo, written) - 1];
    if (!made) return undefined;
    const { version, at: when } = made.referral;
    return { referral: made.referral, head: { version, at: when, hash: '', correlation: 'one', events: [] }, seen: [] };
  };
  const none = { aliasOf: async () => undefined, isDisposed: async () => false };
  const ledger: Ledger = { load, history: async () => [], ...none, append: never };
  const rows = rowsInMemory(id);
  /** By recipient and lane: what arrived, in order, as something that can be compared. */
  const arrived: Record<string, string[]> = {};
  const take = (recipient: string, what: string): void => {
    arrived[recipient] = [...(arrived[recipient] ?? []), what];
  };
  const portsOf = (step: Step): DeliveryPorts => ({
    ...{ ledger: stepping(ledger, step), rows: stepping(rows, step), participants, clock },
    gates: gates({ lines: stepping(lines, step), clock }),
    participantNow: participants.organisation,
    publicUrl: 'https://hub.example',
    area: thisArea,
    documents: never,
    toOrganisers: {
      ...{
        take: never,
        taker: never,
        giveBack: never,
        find: never,
        token: never,
        returned: never,
        ring: never,
        ringOpen: never,
        drop: never,
        askedByText: never,
      },
      toldByText: async () => undefined,
      ownPage: async () => undefined,
      // The person is told by it.
      notify: {
        has: async (reference) => arrived.notify?.includes(reference) ?? false,
        send: async ({ reference }) => {
          await step(async () => take('notify', reference));
          return step(async () => ({ kind: 'answered', status: 201 }));
        },
      },
      sent: { keep: async () => undefined, find: never },
    },
    endpointGone: never,
    record: async () => true,
    hold: never,
    again: async (_, seconds) => again(seconds),
    keep: async () => undefined,
    report: () => undefined,
    reportHeld: () => undefined,
    send: async ({ endpoint }, outbound) => {
      const what = outbound.kind === 'state' ? outbound.bundle.timestamp : outbound.communication.id;
      await step(async () => take(`${endpoint} ${outbound.kind}`, what ?? ''));
      return step(async () => answer(endpoint));
    },
    hook: async ({ url }, event) => {
      await step(async () => take(`${url} event`, event.timestamp));
      return step(async () => answer(url));
    },
  });
  return {
    ...{ rows, arrived, ports: portsOf },
    written: () => written,
    write: () => {
      written = Math.min(versions.length, written + 1);
    },
    deliver: (step: Step) => deliverReferral(portsOf(step))(id),
    project: (step: Step) =>
      projectReferral({
        ...{ ledger: stepping(ledger, step), rows: stepping(rows, step), participants, area: thisArea },
        references: { keep: async () => undefined, find: async () => [] },
        links: { keep: async () => undefined },
      })(id),
    pass: (seconds: number) => {
      at += seconds * 1000;
    },
  };
};

const never = async (): Promise<never> => {
  throw new Error('Not in this story');
};
