import { companionName } from '../../domain/companion/companions.ts';
import { mostTries } from '../../usecases/most-tries.ts';
import type { Clock } from '../../usecases/ports.ts';
import type { Views } from '../../views/index-page.ts';
import { linkIdOf } from '../../views/link-id.ts';
import { linkRows } from '../../views/link-rows.ts';
import type { Row } from '../../views/row.ts';
import type { RowStore } from '../../views/row-store.ts';
import { referralsListed } from '../../views/worklist.ts';
import { isLeased } from '../lanes.ts';
import { type Change, sentAgain, sentAnew } from '../settle.ts';
import { writeOf } from '../tell-head.ts';

interface Ports {
  readonly views: Views;
  readonly rows: Pick<RowStore, 'read' | 'write'>;
  readonly again: (referral: string) => Promise<void>;
  readonly clock: Clock;
}

/** Every referral that is open for a group; of a companion, who has no list, every one in which they were asked. */
export async function* openOf(views: Views, organisation: string): AsyncGenerator<string> {
  let from: string | undefined;
  do {
    const page = await referralsListed(views)({ organisation, ended: false, limit: 100, ...(from ? { from } : {}) });
    yield* page.referrals;
    from = page.next;
  } while (from !== undefined);
  yield* (await linkRows(views).find(linkIdOf(companionName(organisation))))?.referrals ?? [];
}

const waits = ({ link, wanted, told = 0 }: Row): boolean => link !== undefined && wanted !== undefined && told < wanted;

/** A reminder is not said again to whoever follows: what it reminded of is. */
const isOpen = ({ link, wanted }: Row): boolean => link !== undefined && wanted !== undefined && !/\.m\d+$/.test(link);

/** Whoever was just sending it read the contact that was: what they make of it is not what stands in the end. */
const anew = async (rows: Pick<RowStore, 'write'>, from: Row, { isNew, now }: Anew): Promise<void> => {
  let row: Row | undefined = from;
  for (let n = 0; n < mostTries && row && (waits(row) || (isNew && isOpen(row))); n += 1) {
    const wrote = await rows.write(writeOf(row, isNew ? sentAnew(row) : sentOnceMore(row, now)));
    if (wrote.kind === 'written') return;
    row = wrote.now;
  }
};

interface Anew {
  readonly isNew: boolean;
  readonly now: string;
}

/** While somebody may be sending it to the same contact, the next try counts as a second: Notify is asked first. */
const sentOnceMore = (row: Row, now: string): Change => {
  const { set, remove } = sentAgain(row);
  if (!isLeased(row, now)) return { set, remove };
  return { set: { ...set, attempts: row.attempts ?? 1 }, remove: remove.filter((name) => name !== 'attempts') };
};

/**
 * Sends what of one referral could not go to a contact before. `isNew`: somebody follows whoever had it, whose links are dead: what was sent
 * to those is not theirs. Answers whether there was anything.
 */
export const sendWhatWaits = async (
  { rows, again, clock }: Omit<Ports, 'views'>,
  referral: string,
  { organisation, isNew }: { readonly organisation: string; readonly isNew: boolean },
): Promise<boolean> => {
  const own = (await rows.read(referral)).filter((row) => row.organisation === organisation);
  const all = own.filter((row) => waits(row) || (isNew && isOpen(row)));
  if (all.length === 0) return false;
  const now = clock();
  await Promise.all(all.map((row) => anew(rows, row, { isNew, now })));
  await again(referral);
  return true;
};

/** Somebody made sure that it is still them: what went to nobody meanwhile goes now. */
export const sendOnceSure =
  ({ views, ...ports }: Ports) =>
  async (organisation: string): Promise<void> => {
    for await (const referral of openOf(views, organisation))
      await sendWhatWaits(ports, referral, { organisation, isNew: false });
  };
