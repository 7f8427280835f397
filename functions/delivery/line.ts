import { leaseMs } from './settle.ts';
import { longestWait } from './steps.ts';

/** Of MESH, which carries the documents of all. No organisation has such a code. */
export const meshLine = 'way:document';
/** Of GOV.UK Notify, by which organisers, companions and the person are written to. */
export const notifyLine = 'way:notify';
/** What carries to many. */
export const carriers: readonly string[] = [meshLine, notifyLine];

/** What is known of the way to one recipient. There is none while every try is answered, and soon. */
export interface Line {
  /** Tries in a row that its endpoint did not answer as one does. */
  readonly failures: number;
  /** Probes in vain since it counts as broken. */
  readonly probes: number;
  /** Nothing is sent before this instant: the recipient asked for time, or it is broken. */
  readonly until?: string | undefined;
  /** It answered again at this instant, and what waits for a later step has not been brought forward yet. */
  readonly recovered?: string | undefined;
  /** It answers slowly; until this instant few are sent at a time. */
  readonly slow?: string | undefined;
  /** Ends of the leases of those few. */
  readonly slots: readonly string[];
  /** How long its last slow try took, in milliseconds. */
  readonly takes?: number | undefined;
  /** Up to this instant its turns are given away. */
  readonly booked?: string | undefined;
}

/** Failures in a row after which one probe at a time goes instead of everything. */
export const mostFailures = 5;
/** Tries at a time to a recipient that is slow: it must not keep all senders waiting. */
export const mostSlots = 2;
/** A try that takes this long keeps a sender from others. */
export const slowMs = 2000;
const slowForMs = 600_000;
/** Between two turns beyond the work itself: the queue waits in whole seconds. */
const marginMs = 500;
/** Seconds between probes: the first steps of a message. No longer ones, or what could arrive would wait for the probe. */
const probeGaps = [5, 300, 1800] as const;

/** What a line says to a try: go, you need not try (it is known to be broken), not before then, or your turn is then. */
export type Gate =
  | { readonly kind: 'go'; readonly line?: Line; readonly slot?: string; readonly probe?: true }
  | { readonly kind: 'broken' }
  | { readonly kind: 'wait'; readonly until: string }
  | { readonly kind: 'turn'; readonly until: string; readonly line?: Line };

const none: Line = { failures: 0, probes: 0, slots: [] };
const later = (now: string, ms: number): string => new Date(Date.parse(now) + ms).toISOString();
export const isBroken = (line: Line): boolean => line.failures >= mostFailures;

/** From one turn to the next at a recipient that is slow: by then one of the few is through. */
export const paceOf = ({ takes = slowMs }: Line): number => takes / mostSlots + marginMs;

/**
 * `line` of a gate: what has to be written before the try, so that no second one goes beside it, or before the wait, so that
 * nobody else has the same turn. `waited`: it has had a turn, or a step, and that has come. Pure.
 */
export const gateOf = (line: Line | undefined, now: string, waited: boolean): Gate => {
  if (!line) return { kind: 'go' };
  const { until = '' } = line;
  if (until > now) return isBroken(line) ? { kind: 'broken' } : { kind: 'wait', until };
  if (isBroken(line)) return { kind: 'go', probe: true, line: { ...line, until: later(now, leaseMs) } };
  return (line.slow ?? '') <= now ? { kind: 'go' } : turnOf(line, now, waited);
};

/** Who comes anew goes behind those who have a turn; whose turn has come and finds no place stays before the others. */
const turnOf = (line: Line, now: string, waited: boolean): Gate => {
  const slots = line.slots.filter((end) => end > now);
  const slot = later(now, leaseMs);
  const { booked = now } = line;
  if (slots.length < mostSlots && (waited || booked <= now))
    return { kind: 'go', line: { ...line, slots: [...slots, slot] }, slot };
  const pace = paceOf(line);
  if (waited) return { kind: 'turn', until: later(now, pace) };
  const turn = later(booked > now ? booked : later(now, pace), pace);
  return { kind: 'turn', until: turn, line: { ...line, booked: turn } };
};

/** How a try went, for the line alone: whatever a recipient says of a message, it has answered. */
export interface Went {
  /** undefined: nothing was sent after all. */
  readonly answered: boolean | undefined;
  readonly milliseconds: number;
  readonly retryAfterSeconds?: number | undefined;
  readonly slot?: string | undefined;
  /** It was sent to see whether one that is broken answers again. */
  readonly probe?: true | undefined;
}

/** The line after a try, or undefined: nothing to write. Pure. */
export const afterTry = (line: Line | undefined, went: Went, now: string): Line | undefined => {
  const before = line ?? none;
  const isSlow = went.milliseconds >= slowMs;
  const slow = isSlow ? { slow: later(now, slowForMs), takes: went.milliseconds } : {};
  const held = before.slots.indexOf(went.slot ?? '');
  const slots = before.slots.filter((_, n) => n !== held);
  return changed(before, { ...before, ...slow, slots, ...learned(before, went, now) }, now);
};

const learned = (before: Line, went: Went, now: string): Partial<Line> => {
  if (went.answered === undefined) return {};
  return went.answered ? answered(before, now) : failed(before, went, now);
};

const answered = (before: Line, now: string): Partial<Line> => ({
  failures: 0,
  probes: 0,
  until: undefined,
  // One message that fails beside others that arrive is no line that was away: what waits keeps its steps.
  ...(isBroken(before) || before.until !== undefined ? { recovered: now } : {}),
});

const failed = (before: Line, { retryAfterSeconds = 0, probe }: Went, now: string): Partial<Line> => {
  // Under way when it broke: many that fail in one instant are one outage, and no probes of it.
  if (isBroken(before) && !probe) return {};
  const failures = before.failures + 1;
  const gap = failures >= mostFailures ? (probeGaps[before.probes] ?? probeGaps[2]) : 0;
  const wait = Math.min(Math.max(gap, retryAfterSeconds), longestWait);
  return {
    failures,
    probes: before.probes + (failures >= mostFailures ? 1 : 0),
    until: wait > 0 ? later(now, wait * 1000) : before.until,
    // One that fails while all that waited is brought forward does not leave the rest to its steps.
    recovered: failures >= mostFailures ? undefined : before.recovered,
  };
};

/** That it is still slow is written once in a while, not at every try. */
const changed = (before: Line, next: Line, now: string): Line | undefined => {
  const renewed = next.slow !== before.slow && (before.slow ?? '') < later(now, slowForMs / 2);
  const same =
    next.failures === before.failures &&
    next.until === before.until &&
    next.recovered === before.recovered &&
    next.slots.length === before.slots.length;
  return same && !renewed ? undefined : next;
};
