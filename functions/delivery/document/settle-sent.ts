import type { Way } from '../../../contracts/lifecycle/ways.ts';
import { isPending } from '../../views/happened.ts';
import type { Row } from '../../views/row.ts';
import type { SentTo } from '../../views/sent-documents.ts';
import { isLeased } from '../lanes.ts';
import type { Verdict } from '../outcome.ts';
import type { DeliveryPorts } from '../ports.ts';
import { conclude } from '../tell-head.ts';

/** What was heard of a page after it was handed over. */
interface News {
  readonly way: Way;
  readonly verdict: Verdict;
  /** Whether it says anything of the row as it stands. `wanted` is the version to be told. */
  readonly isNews: (row: Row, wanted: number) => boolean;
}

/** Settles the row of a page as any other try is settled, and goes on where that leads. */
export const settleSent = async (ports: DeliveryPorts, to: SentTo, { way, verdict, isNews }: News): Promise<void> => {
  const row = (await ports.rows.read(to.referral)).find(({ sk }) => sk === to.sk);
  if (row?.wanted === undefined || !isNews(row, row.wanted)) return;
  const ending = { row, version: row.wanted, verdict, followed: false, way };
  const after = isLeased(row, ports.clock()) ? undefined : await conclude(ports, ending);
  // Somebody is just writing it: heard again later.
  if (!after) throw new Error('What was heard of a page could not be kept');
  if (isPending(after)) await ports.again(row.referral, 0);
};
