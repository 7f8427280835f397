import { authorityIn, may } from '../../domain/authority/authority.ts';
import type { Reader } from '../../domain/referral.ts';
import { inParallel } from '../../partner/in-parallel.ts';
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

/** Names and messages stand in the ledger alone: of so many, those that were written to last, one read each. */
const mostLooked = 40;

const heardLast = (a: Row, b: Row): number => (b.heard ?? '').localeCompare(a.heard ?? '');

/** What has ended without a reader: the loop is closed by a person, and what lies in a list of old ones finds none (DESIGN 4). */
export const toReadBy = async (ports: Ports, reader: Reader): Promise<readonly ToRead[]> => {
  const { organisation } = reader;
  const lists = [true, false].map((ended) => ports.worklist({ organisation, ended, newestFirst: true, limit: 100 }));
  const rows = (await Promise.all(lists)).flatMap((page) => page.rows.filter(({ heard }) => heard !== undefined));
  const newest = rows.toSorted(heardLast).slice(0, mostLooked);
  const found = await inParallel(newest, 10, async ({ referral }): Promise<readonly ToRead[]> => {
    const loaded = await ports.ledger.load(referral);
    const seen = loaded && seenBy(loaded.referral, reader);
    if (!seen || !may(authorityIn(seen.referral, reader), 'acknowledge')) return [];
    const messages = await messagesFor(ports, seen.referral, reader);
    return messages.filter(({ isUnread, saysEnd }) => isUnread && saysEnd).map((message) => ({ seen, message }));
  });
  return found.flat();
};
