import { authorityIn, may } from '../../domain/authority/authority.ts';
import type { Reader } from '../../domain/referral.ts';
import { inParallel } from '../../runtime/in-parallel.ts';
import type { Ledger, Participants } from '../../usecases/ports.ts';
import type { Row } from '../../views/row.ts';
import type { WorklistPage, WorklistQuestion } from '../../views/worklist.ts';
import { type Seen, seenBy } from './found.ts';
import { type Message, messagesFor } from './messages.ts';

/** How something ended, and nobody here has said yet that they read it. */
export interface ToRead {
  readonly seen: Seen;
  readonly message: Message;
}

interface Ports {
  readonly ledger: Ledger;
  readonly participants: Participants;
  readonly worklist: (question: WorklistQuestion) => Promise<WorklistPage>;
}

/** Names and messages stand in the ledger alone, one read each: those that wait longest, and the others once these were read. */
const mostLooked = 40;

/** A practice refers about a hundred people a year, and what has ended is kept for eight. */
const mostPages = 20;

const unreadIn = async ({ worklist }: Ports, organisation: string, ended: boolean): Promise<Row[]> => {
  const found: Row[] = [];
  let from: string | undefined;
  for (let page = 0; page < mostPages; page += 1) {
    const { rows, next } = await worklist({ organisation, ended, limit: 100, ...(from ? { from } : {}) });
    found.push(...rows.filter(({ unread }) => unread !== undefined));
    if (next === undefined) break;
    from = next;
  }
  return found;
};

const longestFirst = (a: Row, b: Row): number => (a.unread ?? '').localeCompare(b.unread ?? '');

/**
 * What has ended without a reader, the oldest first, and how many more there are: the loop is closed by a person, and what lies in a list of
 * old ones finds none (DESIGN 4).
 */
export const toReadBy = async (
  ports: Ports,
  reader: Reader,
): Promise<{ readonly toRead: readonly ToRead[]; readonly more: number }> => {
  const lists = [true, false].map((ended) => unreadIn(ports, reader.organisation, ended));
  const rows = (await Promise.all(lists)).flat().toSorted(longestFirst);
  const found = await inParallel(rows.slice(0, mostLooked), 10, async ({ referral }): Promise<readonly ToRead[]> => {
    const loaded = await ports.ledger.load(referral);
    const seen = loaded && seenBy(loaded.referral, reader);
    if (!seen || !may(authorityIn(seen.referral, reader), 'acknowledge')) return [];
    const messages = await messagesFor(ports, seen.referral, reader);
    return messages.filter(({ isUnread, saysEnd }) => isUnread && saysEnd).map((message) => ({ seen, message }));
  });
  const toRead = found.flat();
  return { toRead, more: toRead.length === 0 ? 0 : Math.max(0, rows.length - mostLooked) };
};
