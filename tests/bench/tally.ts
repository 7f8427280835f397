import type { CountedStep } from './count-loop.ts';

/** Kinds of items, by the beginnings of their keys: `*` is an id, a number or an instant. The one place that names them. */
const kinds: Readonly<Record<string, string>> = {
  'R#*/V#*': 'version of the ledger',
  'R#*/V#* + R#*/M#*': 'version 1 and the message as it came, one transaction',
  'R#*/CWS01': 'row of the coordinator',
  'R#*/L99901': 'row of the practice',
  'R#*/walking-group': 'row of the group',
  'R#*/L99901#M#*': 'row of a message to the practice',
  'N#CWS01/*#*': 'news of the coordinator',
  'N#L99901/*#*': 'news of the practice',
  'REF#*/*': 'short reference',
  'HEADS#*/*#*': 'witness of what was projected together',
  'deliver#*#*/*': 'record of what was sent',
  'fhir-api#*#*/*': 'record of what was shown',
  'partner-api#*#*/*': 'record of what was shown',
};

const writes = new Set(['PutItem', 'UpdateItem', 'DeleteItem', 'TransactWriteItems', 'BatchWriteItem']);
/** Whoever asks waits for these. */
const requestPath = new Set(['fhir-api', 'partner-api', 'authorise']);
/** What a warm environment remembers for half a minute, what a quota takes now and then, and the first record of an hour. */
const nowAndThen = /^([OCTJSQ]#|OPEN)/;

export interface Line {
  readonly requests: number;
  readonly units: number;
}

export interface Tally {
  /** By step: DynamoDB requests while somebody waits, and after. */
  readonly steps: Readonly<
    Record<string, { readonly waited: number; readonly after: number; readonly read: number; readonly write: number }>
  >;
  /** Write units by kind of item, and by index. */
  readonly written: Readonly<Record<string, Line>>;
  readonly readBy: Readonly<Record<string, Line>>;
  readonly total: Readonly<
    Record<
      'waited' | 'after' | 'read' | 'write' | 'invocations' | 'streamRecords' | 'events' | 'messages' | 'bytes',
      number
    >
  >;
}

interface One {
  readonly fn: string;
  readonly operation: string;
  readonly family: string;
  readonly index: string;
  readonly requests: number;
  readonly units: number;
  readonly bytes: number;
}

const onesOf = ({ counts }: CountedStep): One[] =>
  Object.entries(counts).flatMap(([fn, { taken }]) =>
    Object.entries(taken).flatMap(([name, line]) => {
      const [operation = '', , family = '', index = ''] = name.split(' | ');
      const isRare = nowAndThen.test(family) || index === 'parts';
      return isRare ? [] : [{ fn, operation, family, index, ...line }];
    }),
  );

const sum = (ones: readonly One[], of: (one: One) => number): number => ones.reduce((total, one) => total + of(one), 0);
const isWrite = ({ operation }: One): boolean => writes.has(operation);

const byName = (ones: readonly One[], nameOf: (one: One) => string): Record<string, Line> =>
  Object.fromEntries(
    [...Map.groupBy(ones, nameOf)]
      .map(([name, them]): [string, Line] => [
        name,
        { requests: sum(them, (o) => o.requests), units: sum(them, (o) => o.units) },
      ])
      .filter(([, { units, requests }]) => units + requests > 0)
      .sort(([a, x], [b, y]) => y.units - x.units || (a < b ? -1 : 1)),
  );

const splitOf = (ones: readonly One[]) => ({
  waited: sum(ones, (o) => (requestPath.has(o.fn) ? o.requests : 0)),
  after: sum(ones, (o) => (requestPath.has(o.fn) ? 0 : o.requests)),
  read: sum(ones, (o) => (isWrite(o) ? 0 : o.units)),
  write: sum(ones, (o) => (isWrite(o) ? o.units : 0)),
});

/** Stream records are writes of the ledger; a transaction of two items makes two. */
const streamRecords = (ones: readonly One[]): number =>
  sum(ones, (o) => (isWrite(o) && /^R#\*\/[VM]#/.test(o.family) ? o.requests * o.family.split(' + ').length : 0));

/** What one loop takes, exactly. */
export const tallyOf = (steps: readonly CountedStep[]): Tally => {
  const ones = steps.flatMap(onesOf);
  const of = (pick: (counts: CountedStep['counts'][string]) => number): number =>
    steps.reduce((total, { counts }) => total + Object.values(counts).reduce((n, c) => n + pick(c), 0), 0);
  return {
    steps: Object.fromEntries(steps.map((step) => [step.step, splitOf(onesOf(step))])),
    written: byName(
      ones.filter(isWrite),
      ({ family, index }) => `${kinds[family] ?? family}${index && `: index ${index}`}`,
    ),
    readBy: byName(
      ones.filter((o) => !isWrite(o)),
      ({ fn, operation, family }) => `${fn}: ${operation} ${family}`,
    ),
    total: {
      ...splitOf(ones),
      invocations: of(({ invocations }) => invocations),
      streamRecords: streamRecords(ones),
      events: of(({ sent }) => sent.events ?? 0),
      messages: of(({ sent }) => sent.messages ?? 0),
      bytes: sum(ones, (o) => o.bytes),
    },
  };
};
