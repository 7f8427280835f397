import { gather } from '../canary/gather.ts';
import { type Channel, channels } from '../canary/witness.ts';
import { byDocument, byMail, coordinator, organisations } from '../county/organisations.ts';
import type { Book, Evidence, Finding } from './book.ts';
import { codeIn } from './state.ts';

/** Whoever gets these gets words; all else goes to nobody in particular, or is read by whoever runs the hub, and holds none. */
const toSomebody: readonly Channel[] = ['answer', 'endpoint', 'document', 'mail'];

/** What of a person each tier adds to the one before it: DESIGN 4, said anew. */
const ofTier = {
  'name-only': ['Patient.name.given', 'access need'],
  contact: ['safe telephone', 'safe times', 'safe through'],
  purpose: ['reason for the partner', 'goal for the partner'],
} as const;
const seenAt = (tier: keyof typeof ofTier): readonly string[] => [
  ...ofTier['name-only'],
  ...(tier === 'name-only' ? [] : ofTier.contact),
  ...(tier === 'purpose' ? ofTier.purpose : []),
];

/** Direct care: what the service writes to a practice, and why its request stands as it does. */
const toPractice = [
  'words of a question',
  'words of a answer',
  'words of a note',
  'note on its Task',
  'reason of a status',
];
/** What a group writes stands in what it is shown of its own. */
const ofGroup = ['place of a meeting', 'its note'];

interface Whose {
  readonly n: number;
  readonly by: string;
  readonly where: string;
}

/** Outside its PDF an e-mail says nothing of anybody, and goes to nobody who is named here. */
const readerOf = (recipient: string): string => (recipient === byMail.address ? byMail.organisation : recipient);

const mayRead = (
  reader: string,
  { n, by, where }: Whose,
  referrers: readonly string[],
  books: readonly Book[],
): boolean => {
  const { kind, tier = 'name-only' } = organisations.find(({ code }) => code === reader) ?? {};
  if (reader === coordinator) return true;
  if (kind === 'practice' || kind === 'council') {
    if (referrers[n] !== reader) return false;
    return by === reader || (kind === 'practice' && by === coordinator && toPractice.includes(where));
  }
  const wasAsked = books.some((book) => book.now.onward.some(({ task }) => codeIn(task.owner) === reader));
  if (kind !== 'voluntary' || !wasAsked) return false;
  return by === reader ? ofGroup.includes(where) : seenAt(tier).includes(where);
};

/** What must have been read, or the whole search proves nothing: by whom, and what. */
const expected: readonly (readonly [string, readonly string[]])[] = [
  [coordinator, ['words of a question', 'Patient.name.family', 'note on its Task']],
  ['walking-group', seenAt('name-only')],
  ['mens-shed', seenAt('contact')],
  ['allotments', seenAt('purpose')],
  [byDocument.organisation, ['Patient.name.given', 'NHS number', 'words of a answer']],
  [byMail.organisation, ['Patient.name.text', 'words of a answer']],
];

/**
 * Issue 6, canary: every string of many people is a marker. Whatever anybody got, or could look into, was read with every covering
 * taken off; a marker may be only where its tier says.
 */
export const wordsStay = async (evidence: Evidence): Promise<Finding> => {
  await gather(evidence);
  const { witness, marks, told, books } = evidence;
  const began = performance.now();
  const referrers = told.map(({ sent }) => sent?.organisation ?? '');
  const booksOf = (n: number): Book[] => books.filter(({ id }) => id === told[n]?.sent?.id);
  const read = new Map<string, Set<string>>();
  const leaks = new Map<string, string>();
  const sightings = witness.sightings;
  for (const { channel, recipient, found, around } of sightings) {
    const whose = marks.of(found);
    const reader = readerOf(recipient);
    read.set(reader, (read.get(reader) ?? new Set<string>()).add(whose?.where ?? found));
    const may = whose && toSomebody.includes(channel) && mayRead(reader, whose, referrers, booksOf(whose.n));
    const what = `${channel} to ${recipient}: ${whose?.where ?? found} of ${whose?.by}`;
    if (!may && !leaks.has(what)) leaks.set(what, `${what} (${whose?.n}): …${around.replaceAll(/\s+/g, ' ')}`);
  }
  const amounts = Object.keys(channels).map((name) => ({ name, ...witness.scanned(name as Channel) }));
  const isShort = told.length < 20;
  const missed = isShort
    ? []
    : expected.flatMap(([who, what]) =>
        what.filter((one) => !read.get(who)?.has(one)).map((one) => `${who} was never seen to read: ${one}`),
      );
  return {
    figures: [
      `${marks.size} markers, read in ${Math.round((performance.now() - began) / 1000)} s`,
      ...amounts.map(({ name, pieces, bytes }) => `${name} ${pieces} (${Math.ceil(bytes / 1024)} KiB)`),
    ].join(', '),
    faults: [
      ...leaks.values(),
      ...amounts.filter(({ pieces }) => pieces === 0).map(({ name }) => `nothing was scanned of: ${name}`),
      ...missed,
    ],
  };
};
