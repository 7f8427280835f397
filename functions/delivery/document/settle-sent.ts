import type { DeliveryOutcome } from '../../../contracts/lifecycle/codes.ts';
import { deliveryOutcomes } from '../../../contracts/lifecycle/codes.ts';
import { notTheirPatient, type Way } from '../../../contracts/lifecycle/ways.ts';
import { isPending } from '../../views/happened.ts';
import type { Row } from '../../views/row.ts';
import type { SentTo } from '../../views/sent-documents.ts';
import { isLeased } from '../lanes.ts';
import type { Verdict } from '../outcome.ts';
import type { DeliveryPorts } from '../ports.ts';
import { leased } from '../settle.ts';
import { conclude, writeOf } from '../tell-head.ts';

/** What was heard of a page after it was handed over. */
interface News {
  readonly way: Way;
  readonly verdict: Verdict;
  /** Whether it says anything of the row as it stands. `wanted` is the version to be told. */
  readonly isNews: (row: Row, wanted: number) => boolean;
}

/** What arrived tells no more than it did when it was sent; what did not is tried again with what is wanted now. */
const versionOf = ({ version }: SentTo, wanted: number, verdict: Verdict): number =>
  isArrival(verdict) ? Math.min(version ?? wanted, wanted) : wanted;

const isArrival = ({ outcome }: Verdict): boolean => outcome === 'infrastructure-ack' || outcome === 'business-ack';

/** It was known of what was sent then; of what is being sent since it says nothing. */
const isOld = ({ version = 0 }: SentTo, { told = 0, wanted = 0 }: Row, verdict: Verdict): boolean =>
  isArrival(verdict) && version > 0 && version < wanted && version <= told;

/** Settles the row of a page as any other try is settled, and goes on where that leads. */
export const settleSent = async (ports: DeliveryPorts, to: SentTo, { way, verdict, isNews }: News): Promise<void> => {
  const row = (await ports.rows.read(to.referral)).find(({ sk }) => sk === to.sk);
  if (!row) return;
  const now = ports.clock();
  // By which way it went is about to be written: whether this is news cannot be said before.
  if (isLeased(row, now)) throw notKept();
  if (row.wanted === undefined) return note(ports, row, way, verdict);
  if (isOld(to, row, verdict) || !isNews(row, row.wanted)) return;
  const claim = await ports.rows.write(writeOf(row, leased(now)));
  const after =
    claim.kind === 'written'
      ? await conclude(ports, {
          row: claim.row,
          version: versionOf(to, row.wanted, verdict),
          verdict,
          followed: false,
          way,
        })
      : undefined;
  // Somebody is just writing it: heard again later.
  if (!after) throw notKept();
  if (isPending(after)) await ports.again(row.referral, 0);
};

/**
 * Nothing is to be sent any more: a person has read it, or it waits until it is known whose the person is. What a practice says of the
 * person, and that they have it, is news all the same; the ledger knows whether it was before.
 */
const note = async (ports: DeliveryPorts, row: Row, way: Way, { outcome, reason }: Verdict): Promise<void> => {
  const { referral, person, message = person } = row;
  if (message === undefined || !isKept(outcome)) return;
  const notTheirs = reason === notTheirPatient.code;
  if (!(await ports.record({ referral, message, outcome, way, ...(notTheirs ? { notTheirs } : {}) }))) throw notKept();
};

const isKept = (outcome: string): outcome is DeliveryOutcome => Object.hasOwn(deliveryOutcomes, outcome);
const notKept = (): Error => new Error('What was heard of a page could not be kept');
