import { referralIdForm } from '../../contracts/ids.ts';

/** Keys of the views table. Organisation codes hold no `#`. */
const rowsOf = new RegExp(`^R#(${referralIdForm})$`);
export const rowsKey = (referral: string): string => `R#${referral}`;

/** A message that must arrive has a row of its own; numbers count up within a referral, so rows sort in order. */
export const messageKey = (organisation: string, communication: string): string =>
  `${organisation}#M#${communication.slice(communication.lastIndexOf('.m') + 2).padStart(7, '0')}`;

export const referenceKey = (reference: string): string => `REF#${reference}`;

/** Of one person, by a keyed hash of a traced NHS number: nobody reads the number back out of it (DESIGN 4, the person). */
export const samePersonKey = (hashed: string): string => `P#${hashed}`;

/** What changed for an organisation, one item after another (news.ts). */
export const newsKey = (organisation: string): string => `N#${organisation}`;
export const referralOfNews = (changed: string): string => changed.slice(changed.indexOf('#') + 1);

/** Where all recipients that give trouble stand: so few that one Query reads them. */
export const linesKey = 'LINES';

/** Where the last sweep of changes ended, and what was counted then. */
export const lastSweepKey = { pk: 'SWEEP', sk: 'changes' } as const;

/** What of a coordinator's referrals is late, or was given up. */
export const attentionKey = (coordinator: string): string => `A#${coordinator}`;

/** Every open referral of a coordinator, by what is due next. */
export const nextKey = (coordinator: string): string => `N#${coordinator}`;

/** That the counts of a day were sent to an organisation. */
export const digestKey = (organisation: string): string => `DIGEST#${organisation}`;

/** A page that was sent by MESH or by e-mail: what is heard of it names it. */
export const sentDocumentKey = (document: string): string => `DOCUMENT#${document}`;

/** How much of a quota was taken, minute by minute. */
export const quotaKey = (key: string): string => `Q#${key}`;

export const endpointTestKey = (organisation: string): string => `TEST#${organisation}`;

export const referralOfKey = (pk: string): string | undefined => rowsOf.exec(pk)?.[1];

/**
 * Ended referrals leave the list that is worked from. A county has about 1,500 open and adds 6,000 a year: with one
 * list, a worklist page in the third year would read 18,000 rows to find the open ones.
 */
export const openList = (organisation: string): string => organisation;
export const endedList = (organisation: string): string => `${organisation}#ended`;
/** What an organisation takes no part in and is sent messages of, by the newest: it counts for nothing but its messages. */
export const heardList = (organisation: string): string => `${organisation}#heard`;

/**
 * The due index is split so that no partition is hot: four take 4,000 writes a second, and each minute's sweep reads them all. The
 * number is stored in each row: after a change of it, a rebuild moves the rows.
 */
const dueShardCount = 4;
const shardName = (n: number): string => `D#${String(n).padStart(2, '0')}`;
export const dueShards: readonly string[] = Array.from({ length: dueShardCount }, (_, n) => shardName(n));

/** FNV-1a, 32 bit: http://www.isthe.com/chongo/tech/comp/fnv/ */
export const dueShardOf = (organisation: string): string => {
  let hash = 0x811c9dc5;
  for (const symbol of organisation) hash = Math.imul(hash ^ (symbol.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return shardName(hash % dueShardCount);
};

/**
 * What waits for another try has a part for each recipient: one that is down fills its own and no other. Rows are put here
 * only after the recipient stands in the list of lines, by which the sweep finds the parts.
 */
export const waitingFor = (organisation: string): string => `W#${organisation}`;

/** Of somebody who is signed in to the pages, by the hash of what their browser keeps. */
export const sessionKey = (hash: string): string => `S#${hash}`;

/** What the link of an organiser opens, and what was done about it once. */
export const linkKey = (link: string): string => `L#${link}`;

/** What was asked or told by text message, by the hash of the number that it went to. */
export const textKey = (number: string): string => `SMS#${number}`;

/** A row of a message to the person, for whom the coordinator stands. */
export const personKey = (coordinator: string, communication: string): string =>
  `${coordinator}#P#${communication.slice(communication.lastIndexOf('.m') + 2).padStart(7, '0')}`;

/** A row of what an organiser without software is to be sent: about a meeting (a), a request (t) or a reminder (m). */
export const organiserKey = (organisation: string, id: string): string => {
  const [kind = '', number = ''] = [id.charAt(id.lastIndexOf('.') + 1), id.slice(id.lastIndexOf('.') + 2)];
  return `${organisation}#L#${kind}${number.padStart(6, '0')}`;
};
export const isOrganiserKey = (sk: string): boolean => sk.includes('#L#');
