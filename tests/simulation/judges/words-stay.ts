import { everyChannel } from '../canary/channels.ts';
import { gather } from '../canary/gather.ts';
import type { Marks } from '../canary/marks.ts';
import type { Sighting } from '../canary/witness.ts';
import { mayRead, readerOf, seenAt, toWhoCalls } from '../canary/yardstick.ts';
import { byDocument, byMail, coordinator, dutyDesk } from '../county/organisations.ts';
import type { Book, Evidence, Finding } from './book.ts';
import { codeIn, recordOf, type State, topicOf } from './state.ts';

/** What must have been read, or the whole search proves nothing: by whom, and what. */
const expected: readonly (readonly [string, readonly string[]])[] = [
  [coordinator, ['words of a question', 'Patient.name.family', 'note on its Task']],
  ['walking-group', seenAt('name-only')],
  ['mens-shed', seenAt('contact')],
  ['allotments', seenAt('purpose')],
  [byDocument.organisation, ['Patient.name.given', 'NHS number', 'words of a answer']],
  [byMail.organisation, ['Patient.name.text', 'words of a answer']],
  [dutyDesk, ['concern: what was said', 'concern: whom', 'Patient.name.family']],
  ['a practice that did not refer', Object.keys(toWhoCalls)],
  ['the operator', ['words of a break-glass']],
  ['a person who asks for theirs', ['Patient.name.family']],
];
/** Fewer people than this do not come by every way. */
const fewest = 100;

/** What the judge knows of the n-th referral. */
export type AboutReferral = (n: number) => Parameters<typeof mayRead>[3];

/** Each sighting that is nobody's right: one for each kind, with the words round it. */
export const leaksAmong = (sightings: readonly Sighting[], marks: Marks, about: AboutReferral): string[] => {
  const leaks = new Map<string, string>();
  for (const { channel, recipient, found, around } of sightings) {
    const mark = marks.of(found);
    // What nobody put there is no marker: letters of a picture in base64 look like one once in a hundred runs.
    if (!mark || mayRead(channel, recipient, mark, about(mark.n))) continue;
    const what = `${channel} to ${recipient}: ${mark.where} of ${mark.by}`;
    if (!leaks.has(what)) leaks.set(what, `${what} (${mark.n}): …${around()}`);
  }
  return [...leaks.values()];
};

/** Whoever stands on a draft was not asked, and reads nothing. */
const askedIn = ({ onward }: State): string[] =>
  onward.filter(({ task }) => task.status === 'requested').map(({ task }) => codeIn(task.owner));

const aboutIn = ({ now: { said }, states }: Book) => ({
  asked: new Set(states.flatMap(askedIn)),
  called: new Set(said.filter((one) => topicOf(one) === 'please-call').map(({ recipient }) => codeIn(recipient?.[0]))),
  opened: new Set(said.filter((one) => recordOf(one) === 'break-glass').map(({ sender }) => codeIn(sender))),
});
const nobody = { asked: new Set<string>(), called: new Set<string>(), opened: new Set<string>() };

/** Whoever it is that reads, and besides as what: neither is one organisation in every run. */
const readersOf = ({ channel, recipient }: Sighting, { referrer, called }: ReturnType<AboutReferral>): string[] => {
  const reader = readerOf(recipient);
  if (channel === 'subject-access') return ['a person who asks for theirs'];
  if (channel === 'export') return ['the operator'];
  return called.has(reader) && reader !== referrer ? [reader, 'a practice that did not refer'] : [reader];
};

/**
 * Issue 6, canary: every string of many people is a marker. Whatever anybody got, or could look into, was read with every covering
 * taken off; a marker may be only where its tier says.
 */
export const wordsStay = async (evidence: Evidence): Promise<Finding> => {
  const took = await gather(evidence);
  const { witness, marks, told, books, canaries } = evidence;
  const began = performance.now();
  const known = new Map(books.map((book) => [book.id, aboutIn(book)] as const));
  const sightings = witness.sightings();
  const about: AboutReferral = (n) => {
    const sent = told[n]?.sent;
    return { referrer: sent?.organisation, ...(known.get(sent?.id ?? '') ?? nobody) };
  };
  const leaks = leaksAmong(sightings, marks, about);
  const reading = Math.round((performance.now() - began) / 100) / 10;
  const read = new Map<string, Set<string>>();
  for (const sighting of sightings) {
    const mark = marks.of(sighting.found);
    if (!mark) continue;
    for (const reader of readersOf(sighting, about(mark.n)))
      read.set(reader, (read.get(reader) ?? new Set<string>()).add(mark.where));
  }
  const amounts = everyChannel.map((name) => ({ name, ...witness.scanned(name) }));
  const missed = [
    ...amounts.filter(({ pieces }) => pieces === 0).map(({ name }) => `nothing was scanned of: ${name}`),
    ...expected.flatMap(([who, what]) =>
      what.filter((one) => !read.get(who)?.has(one)).map((one) => `${who} was never seen to read: ${one}`),
    ),
  ];
  const mebibytes = Math.ceil(amounts.reduce((sum, { bytes }) => sum + bytes, 0) / 2 ** 20);
  const pieces = amounts.reduce((sum, one) => sum + one.pieces, 0);
  const inShort = `${canaries.size} canaries, ${marks.size} markers; ${pieces} pieces, ${mebibytes} MiB in ${amounts.length} channels scanned: ${leaks.length} hits beyond tier`;
  return {
    inShort,
    figures: [
      inShort,
      amounts.map((one) => `${one.name} ${one.pieces} (${Math.ceil(one.bytes / 1024)} KiB)`).join(', '),
      `seconds: ${Object.entries({ ...took, reading })
        .map(([what, seconds]) => `${what} ${seconds}`)
        .join(', ')}`,
    ].join('; '),
    faults: [...leaks, ...(canaries.size < fewest ? [] : missed)],
  };
};
