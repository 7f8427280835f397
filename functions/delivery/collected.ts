import type { FhirResource } from 'fhir/r4.js';
import { isTerminal } from '../../contracts/lifecycle/statuses.ts';
import { mustBeHeld } from '../domain/circumstance/held-messages.ts';
import { statusOf } from '../domain/coding.ts';
import type { Referral } from '../domain/referral.ts';
import { isForReferrer, madeIn, recipientOf } from '../domain/said/correspondence.ts';
import { isFollowed } from '../domain/said/deliveries.ts';
import { topicOf } from '../domain/said/practice-messages.ts';
import type { Clock, Participants } from '../usecases/ports.ts';
import type { Settled } from '../usecases/record-delivery.ts';
import { messageKey, rowsKey } from '../views/keys.ts';
import type { Row } from '../views/row.ts';
import type { RowStore } from '../views/row-store.ts';
import { settled } from './settle.ts';

/** Something that an organisation was shown whole. */
interface ShownWhole {
  readonly shown: FhirResource;
  readonly referral: Referral;
}

interface CollectedPorts {
  readonly participants: Participants;
  readonly rows: Pick<RowStore, 'write'>;
  readonly rowsAt: (keys: readonly { pk: string; sk: string }[]) => Promise<readonly Row[]>;
  readonly clock: Clock;
  /** Keeps in the ledger that a message arrived which says how it ended (DESIGN 6). */
  readonly record: (settled: Settled) => Promise<boolean>;
}

/** Takes note of what an organisation was shown. */
export type Collected = (organisation: string, all: readonly ShownWhole[]) => Promise<void>;

/**
 * A practice without an endpoint fetches its messages, so reading is delivery (DESIGN 7): a message that it is shown, or
 * T1 once it has ended, settles the row of the message. Its system has it; that a person does is another matter. Of what
 * was asked about without being handed over (HEAD, 304) it is not told.
 *
 * Costs one batch read for whatever was shown, and a write for a message that was not read before; nothing for those who
 * were shown no message of theirs.
 */
export const collected =
  (ports: CollectedPorts): Collected =>
  async (organisation, all) => {
    const messages = all.flatMap((one) => messagesIn(one, organisation));
    if (messages.length === 0) return;
    const unique = [...new Map(messages.map((message) => [`${message.pk} ${message.sk}`, message])).values()];
    const rows = await ports.rowsAt(unique.slice(0, mostMessages));
    const found = new Map(rows.map((row) => [`${rowsKey(row.referral)} ${row.sk}`, row]));
    const unread = unique.filter(({ pk, sk, version }) => isUnread(found.get(`${pk} ${sk}`), version));
    await Promise.all(unread.map((message) => settle(ports, message, found.get(`${message.pk} ${message.sk}`))));
  };

/** What one batch read takes. A page holds fewer. */
const mostMessages = 100;

interface Message {
  readonly referral: string;
  readonly id: string;
  readonly followed: boolean;
  readonly organisation: string;
  readonly pk: string;
  readonly sk: string;
  readonly version: number;
}

/** What of the practice's messages was read with it. An ended T1 says what those of its end say. */
const messagesIn = ({ shown, referral }: ShownWhole, organisation: string): Message[] => {
  const ended = shown.resourceType === 'Task' && shown.id === referral.task.id && isTerminal(statusOf(shown));
  return referral.communications
    .filter((c) => isForReferrer(c, referral) && recipientOf(c) === organisation && !mustBeHeld(c, referral))
    .filter((c) => c.id === shown.id || (ended && ['closing', 'refused'].includes(topicOf(c) ?? '')))
    .map((message) => ({
      ...{ referral: referral.id, organisation, id: message.id ?? '', followed: isFollowed(referral, message) },
      ...{ pk: rowsKey(referral.id), sk: messageKey(organisation, message.id ?? ''), version: madeIn(message) },
    }));
};

const isUnread = (row: Row | undefined, version: number): boolean =>
  row === undefined || (row.polled === true && (row.told ?? 0) < version);

/** A row that projection has not made yet is made here, but only where nothing could be sent in its place. */
const settle = async (ports: CollectedPorts, message: Message, row: Row | undefined): Promise<void> => {
  const { referral, organisation, sk, version } = message;
  if (!row && (await ports.participants.organisation(organisation))?.endpoint) return;
  const said = { referral, message: message.id, outcome: 'infrastructure-ack' as const };
  // The next time that it is read is soon enough.
  if (message.followed && !(await ports.record(said))) return;
  const now = ports.clock();
  const { set, remove } = settled(
    row ?? blank(message),
    version,
    { outcome: 'infrastructure-ack', reason: 'fetched' },
    now,
  );
  const change = { ...set, lastTried: now, ...(row ? {} : { polled: true }) };
  const wrote = await ports.rows.write({ referral, sk, from: row, set: change, remove: row ? remove : [] });
  // Written by another hand meanwhile: what stands now is looked at once more.
  if (wrote.kind === 'moved' && isUnread(wrote.now, version) && wrote.now !== undefined && row?.turn !== wrote.now.turn)
    await settle(ports, message, wrote.now);
};

const blank = ({ referral, organisation, sk }: Message): Row => ({ referral, organisation, sk, item: {} });
