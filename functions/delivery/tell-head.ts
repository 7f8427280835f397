import type { DeliveryOutcome } from '../../contracts/lifecycle/codes.ts';
import { notTheirPatient, type Way } from '../../contracts/lifecycle/ways.ts';
import { wayAfter } from '../domain/reach.ts';
import { didNotArrive, isDeliveryKept } from '../domain/said/deliveries.ts';
import { errorName } from '../runtime/log.ts';
import { mostTries } from '../usecases/most-tries.ts';
import { isOfRecipientAlone, type Row } from '../views/row.ts';
import type { RowWrite } from '../views/row-store.ts';
import type { Pass } from './gate.ts';
import { isLeased } from './lanes.ts';
import { ringCompanion } from './organiser/ring-companion.ts';
import { gone, type Verdict } from './outcome.ts';
import { posted } from './person/tell-person.ts';
import type { DeliveryPorts } from './ports.ts';
import {
  type Change,
  type Course,
  claimed,
  finalOutcome,
  heldAfterTry,
  sentAgain,
  settled,
  spared,
  takenBack,
} from './settle.ts';
import { queueDelay } from './steps.ts';
import { tryOnce } from './try-once.ts';

export const writeOf = (row: Row, { set, remove }: Change): RowWrite => ({
  referral: row.referral,
  sk: row.sk,
  from: row,
  set,
  remove,
});

interface By {
  readonly way: Way | undefined;
  /** Absent: nobody is the line of that way. */
  readonly pass?: Pass;
}

/** Claims, sends and settles one row; the row as it stands after, or undefined when somebody else has it. */
export const tellHead = async (ports: DeliveryPorts, row: Row, now: string, by: By): Promise<Row | undefined> => {
  const { pass } = by;
  const claim = await ports.rows.write(writeOf(row, claimed(row, now)));
  if (claim.kind === 'moved') {
    if (pass) await ports.gates.left({ answered: undefined, milliseconds: 0 }, pass);
    // Somebody wrote it since it was read: whoever that was has sent it or has put a newer wish there.
    return claim.now && !isLeased(claim.now, now) ? claim.now : undefined;
  }
  const version = claim.row.wanted ?? 0;
  const { went, waits, ...tried } = await tryOnce(ports, claim.row, version).catch(async (error: unknown) => {
    await failedAt(ports, claim.row, version, by, error);
    throw error;
  });
  await ports.keep({ ...attemptOf(claim.row, version), ...tried, givenUp: false });
  // Before the row: by its line the sweep finds what waits for a recipient.
  if (pass) await ports.gates.left(went, pass);
  return waits === undefined ? conclude(ports, { row: claim.row, version, ...tried }) : putBy(ports, claim.row, waits);
};

/**
 * What the hub itself fails at takes its steps like any other try, so that what is behind it goes on and a person has it in the end:
 * one that throws each time would hold its lane for ever. Whether it went is not known.
 */
const failedAt = async (ports: DeliveryPorts, row: Row, version: number, { way, pass }: By, error: unknown) => {
  if (pass) await ports.gates.left({ answered: undefined, milliseconds: 0 }, pass);
  // Nothing is known of the way to the recipient, so that nothing was written of it: what waits there would be found by nobody. Where that
  // cannot be written either, the hourly comparison finds it.
  if (isOfRecipientAlone(row)) await ports.gates.expect(row.organisation).catch(() => undefined);
  await conclude(ports, {
    ...{ row, version, followed: false, verdict: { outcome: 'unknown', reason: 'failed', error: errorName(error) } },
    ...(row.message === undefined || way === undefined ? {} : { way }),
  });
};

/**
 * A person sees to it first whose the person is. Nothing is wanted of the row until then, as projection is about to find:
 * what comes after it in its lane goes on.
 */
const putBy = async (ports: DeliveryPorts, row: Row, version: number): Promise<Row | undefined> => {
  const { referral, message = '' } = row;
  if (!(await ports.hold({ referral, message, version }))) throw new Error('That a message waits could not be kept');
  const after = await settle(ports, row, sentAgain);
  return after && { ...after, wanted: undefined };
};

/**
 * Who would be asked is known not to answer: the try is as good as made, and its step passes. It is claimed as for a try:
 * somebody may be sending it just now, and what arrived must not be said to have failed.
 */
export const skip = async (ports: DeliveryPorts, row: Row, now: string, way: Way): Promise<Row | undefined> => {
  const claim = await ports.rows.write(writeOf(row, spared(row, now)));
  if (claim.kind === 'moved') return claim.now && !isLeased(claim.now, now) ? claim.now : undefined;
  return conclude(ports, {
    row: claim.row,
    version: claim.row.wanted ?? 0,
    verdict: { outcome: 'later', reason: 'line-broken' },
    followed: false,
    ...(row.message === undefined ? {} : { way }),
  });
};

const attemptOf = ({ referral, organisation, person, message = person, attempts = 1 }: Row, version: number) => ({
  ...{ referral, recipient: organisation, version, attempt: attempts },
  ...(message === undefined ? {} : { message }),
});

interface Ending {
  /** As it was claimed: whoever lost the claim has nothing to say. */
  readonly row: Row;
  readonly version: number;
  readonly verdict: Verdict;
  readonly followed: boolean;
  readonly correlation?: string;
  /** Of a message: by which way it was tried. */
  readonly way?: Way;
}

/** Where a message goes on when its way is used up. */
const courseOf = async ({ participants, area }: DeliveryPorts, { row, way }: Ending): Promise<Course> => {
  if (way === undefined) return {};
  const recipient = await participants.organisation(row.organisation);
  return { way, following: recipient && wayAfter(area.ways, recipient, way) };
};

/** What is final stands in the ledger before it stands in the row: a crash in between records it again, which changes nothing. */
export const conclude = async (ports: DeliveryPorts, ending: Ending): Promise<Row | undefined> => {
  const { row, version, correlation } = ending;
  const course = await courseOf(ports, ending);
  // An endpoint that is gone is a way that is used up, for who has another.
  const isGone = ending.verdict.reason === gone;
  const verdict: Verdict = isGone && course.following ? { ...ending.verdict, usedUp: true } : ending.verdict;
  const change = (standing: Row): Change =>
    isGone && !course.following
      ? heldAfterTry(standing, ports.clock())
      : settled(standing, version, verdict, ports.clock(), course);
  const planned = change(row);
  const final = finalOutcome(planned, version) ?? takenBack(row, version, planned);
  await keep(ports, ending, final);
  if (didNotArrive(final)) await ringCompanion(ports, row);
  // To have answered that it is gone is no trouble of the way: nothing was written of it.
  if (isGone && !course.following) await ports.gates.expect(row.organisation);
  const after = await settle(ports, row, change);
  if (!after) return undefined;
  const givenUp = (after.ended ?? 0) >= version && after.outcome !== 'withdrawn';
  ports.report({
    ...{ ...attemptOf(row, version), verdict, givenUp },
    ...(correlation ? { correlation } : {}),
    ...(ending.way ? { way: ending.way } : {}),
  });
  if (after.next !== undefined && !isGone) await waitFor(ports, row.referral, after.next);
  return after;
};

/** Of a text or an e-mail more is heard; of a letter never. */
const isToPersonKept = (outcome: DeliveryOutcome, { reason }: Verdict): boolean =>
  outcome !== 'withdrawn' && (outcome !== 'sent' || reason === posted);

const keep = async (ports: DeliveryPorts, ending: Ending, outcome: DeliveryOutcome | undefined): Promise<void> => {
  const { row, verdict, way, followed } = ending;
  const { referral, person, message = person } = row;
  if (message === undefined || outcome === undefined) return;
  if (!(person === undefined ? isDeliveryKept(outcome, way, followed) : isToPersonKept(outcome, verdict))) return;
  const notTheirs = verdict.reason === notTheirPatient.code;
  const settled = { referral, message, outcome, ...(way ? { way } : {}), ...(notTheirs ? { notTheirs } : {}) };
  if (!(await ports.record(settled))) throw new Error('What came of a message could not be kept');
};

/** A newer wish that came in between is kept. */
const settle = async ({ rows }: DeliveryPorts, mine: Row, change: (row: Row) => Change): Promise<Row | undefined> => {
  let row = mine;
  for (let n = 0; n < mostTries; n += 1) {
    const wrote = await rows.write(writeOf(row, change(row)));
    if (wrote.kind === 'written') return wrote.row;
    if (!wrote.now || wrote.now.lease !== mine.lease) return undefined;
    row = wrote.now;
  }
  throw new Error('A row that was sent was written by others too often');
};

/** The short waits; the sweep does the others, and these too should the queue fail. */
export const waitFor = async (ports: DeliveryPorts, referral: string, next: string): Promise<void> => {
  const seconds = queueDelay(next, ports.clock());
  if (seconds !== undefined) await ports.again(referral, seconds);
};
