import { didNotArrive } from '../domain/said/deliveries.ts';
import { mostTries } from '../usecases/most-tries.ts';
import type { Row } from '../views/row.ts';
import type { RowWrite } from '../views/row-store.ts';
import type { Pass } from './gate.ts';
import { isLeased } from './lanes.ts';
import { gone, type Verdict } from './outcome.ts';
import type { DeliveryPorts } from './ports.ts';
import { type Change, claimed, finalOutcome, heldAfterTry, settled, skippedTry } from './settle.ts';
import { queueDelay } from './steps.ts';
import { tryOnce } from './try-once.ts';

export const writeOf = (row: Row, { set, remove }: Change): RowWrite => ({
  referral: row.referral,
  sk: row.sk,
  from: row,
  set,
  remove,
});

/** Claims, sends and settles one row; the row as it stands after, or undefined when somebody else has it. */
export const tellHead = async (ports: DeliveryPorts, row: Row, now: string, pass: Pass): Promise<Row | undefined> => {
  const claim = await ports.rows.write(writeOf(row, claimed(row, now)));
  if (claim.kind === 'moved') {
    await ports.gates.left(row.organisation, { answered: undefined, milliseconds: 0 }, pass);
    // Somebody wrote it since it was read: whoever that was has sent it or has put a newer wish there.
    return claim.now && !isLeased(claim.now, now) ? claim.now : undefined;
  }
  const version = claim.row.wanted ?? 0;
  const { went, ...tried } = await tryOnce(ports, claim.row, version);
  // Before the row: by its line the sweep finds what waits for a recipient.
  await ports.gates.left(row.organisation, went, pass);
  return conclude(ports, { row: claim.row, version, ...tried });
};

/** The recipient is known not to answer: the try is as good as made, and its step passes. */
export const skip = (ports: DeliveryPorts, row: Row): Promise<Row | undefined> =>
  conclude(ports, {
    row: skippedTry(row),
    version: row.wanted ?? 0,
    verdict: { outcome: 'later', reason: 'line-broken' },
    followed: false,
  });

interface Ending {
  /** As it was claimed: whoever lost the claim has nothing to say. */
  readonly row: Row;
  readonly version: number;
  readonly verdict: Verdict;
  readonly followed: boolean;
  readonly correlation?: string;
}

/** What is final stands in the ledger before it stands in the row: a crash in between records it again, which changes nothing. */
const conclude = async (ports: DeliveryPorts, ending: Ending): Promise<Row | undefined> => {
  const { row, version, verdict, followed, correlation } = ending;
  const outcome = finalOutcome(settled(row, version, verdict, ports.clock()));
  const isKept = row.message !== undefined && outcome !== undefined && (followed || didNotArrive(outcome));
  if (isKept && !(await ports.record({ referral: row.referral, message: row.message, outcome })))
    throw new Error('What came of a message could not be kept');
  const after = await settle(ports, ending);
  if (!after) return undefined;
  const givenUp = (after.ended ?? 0) >= version && after.outcome !== 'withdrawn';
  const { referral, organisation: recipient, attempts: attempt = 1 } = row;
  ports.report({
    ...{ referral, recipient, version, attempt, verdict, givenUp },
    ...(correlation ? { correlation } : {}),
  });
  if (after.next !== undefined && verdict.reason !== gone) await waitFor(ports, referral, after.next);
  return after;
};

/** A newer wish that came in between is kept. */
const settle = async ({ rows, clock }: DeliveryPorts, { row: mine, version, verdict }: Ending) => {
  let row = mine;
  for (let n = 0; n < mostTries; n += 1) {
    const change = verdict.reason === gone ? heldAfterTry(row, clock()) : settled(row, version, verdict, clock());
    const wrote = await rows.write(writeOf(row, change));
    if (wrote.kind === 'written') return wrote.row;
    if (!wrote.now || wrote.now.lease !== mine.lease) return undefined;
    row = wrote.now;
  }
  throw new Error('A row that was sent was written by others too often');
};

/** The short waits; the sweep does the others, and these too should the queue fail. */
const waitFor = async (ports: DeliveryPorts, referral: string, next: string): Promise<void> => {
  const seconds = queueDelay(next, ports.clock());
  if (seconds !== undefined) await ports.again(referral, seconds);
};
