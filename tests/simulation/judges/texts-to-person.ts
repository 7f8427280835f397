import type { ContactPoint, Patient } from 'fhir/r4.js';
import { extensions, systems } from '../../../contracts/systems.ts';
import { organisations } from '../county/organisations.ts';
import type { Book, Finding } from './book.ts';
import { isLeftAlone } from './owed-to-person.ts';
import { codeOf, recordOf, type State } from './state.ts';

/** What lay at the Notify of this county, as it was given it. */
interface Text {
  readonly at: string;
  readonly to: string;
  readonly subject?: string | undefined;
  readonly body: string;
  readonly status: string;
}

interface Sent {
  readonly notify: { readonly outbox: () => readonly Text[] };
  readonly books: readonly Pick<Book, 'id' | 'states' | 'now'>[];
}

/** `+447700900123` and `07700 900123` are one telephone. */
const same = (address: string): string =>
  address.includes('@') ? address.trim().toLowerCase() : address.replaceAll(/\D/g, '').replace(/^44/, '0');

const ways = ({ telecom = [], contact = [] }: Patient): ContactPoint[] => [
  ...telecom,
  ...contact.flatMap((one) => one.telecom ?? []),
];
const numbersOf = (patients: readonly Patient[]): ReadonlySet<string> =>
  new Set(patients.flatMap(ways).map(({ value }) => same(value ?? '')));
const safetyOf = ({ extension = [] }: ContactPoint): (string | undefined)[] =>
  extension.filter(({ url }) => url === extensions.contactSafety).map(({ valueCode }) => valueCode);

/** Somebody said that it is safe, and nobody, in any entry of that number, that it is not. */
const isSafe = (patient: Patient, to: string): boolean => {
  const said = ways(patient)
    .filter(({ value }) => same(value ?? '') === same(to))
    .map(safetyOf);
  return said.length > 0 && said.every((one) => one.length > 0 && one.every((code) => code === 'safe'));
};

const mayName = ({ extension = [] }: Patient): boolean =>
  extension
    .filter(({ url }) => url === extensions.safeContact)
    .flatMap(({ extension: parts = [] }) => parts)
    .some(({ url, valueCode }) => url === 'naming' && valueCode === 'yes');

const hourOf = (instant: number): number =>
  Number(
    new Intl.DateTimeFormat('en-GB', { hour: '2-digit', hourCycle: 'h23', timeZone: 'Europe/London' }).format(instant),
  );
/** What was sent at the last instant of the evening comes a moment later. */
const aMoment = 10_000;
const isByDay = (at: number): boolean => [at, at - aMoment].map(hourOf).some((hour) => hour >= 8 && hour < 20);

/** Never, whatever was agreed: whose service it is, and why. */
const never = ['wellbeing', 'prescrib', 'referr', 'lonel', 'anxi', 'depress', 'surgery'];
const groups = organisations.filter(({ kind }) => kind === 'voluntary').map(({ name }) => name);

const wordsNotFor = ({ patient, onward }: State): string[] => {
  const places = onward.flatMap(({ meetings }) =>
    meetings.flatMap(({ participant }) =>
      participant.flatMap(({ actor }) => (actor?.type === 'Location' ? (actor.display ?? []) : [])),
    ),
  );
  const family = (patient?.name ?? []).flatMap((name) => name.family ?? []);
  return [...never, ...family, ...(patient && mayName(patient) ? [] : [...groups, ...places])];
};

const stateAt = ({ states }: Sent['books'][number], at: number): State | undefined =>
  states.findLast((state) => Date.parse(state.at) <= at);

/** What is wrong with a text, were it for this person; nothing: it may have gone to them. */
const faultsFor = (text: Text, state: State): string[] => {
  const { patient } = state;
  // A link is a token, in which any letters may stand.
  const said = `${text.subject ?? ''} ${text.body}`.replaceAll(/https?:\S+/g, '').toLowerCase();
  return [
    ...(patient && isSafe(patient, text.to) ? [] : ['a channel that nobody called safe']),
    ...(isLeftAlone(state) ? ['to somebody who was to be left alone'] : []),
    ...wordsNotFor(state)
      .filter((word) => said.includes(word.toLowerCase()))
      .map((word) => `it says "${word}"`),
  ];
};

/** By a telephone number or an address, those in whose record it ever stood: each text is looked for among these alone. */
const byNumber = (books: Sent['books']): ReadonlyMap<string, readonly Sent['books'][number][]> => {
  const found = new Map<string, Sent['books'][number][]>();
  for (const book of books)
    for (const number of numbersOf(book.states.flatMap(({ patient }) => patient ?? []))) {
      const those = found.get(number) ?? [];
      those.push(book);
      found.set(number, those);
    }
  return found;
};

/** People of long counties share numbers: it may have gone to one of them. */
const faultsOf = (text: Text, books: Sent['books']): string[] => {
  const at = Date.parse(text.at);
  const states = books.flatMap((book) => [at - aMoment, at].flatMap((then) => stateAt(book, then) ?? []));
  const theirs = states.filter(
    ({ patient }) => patient && ways(patient).some(({ value }) => same(value ?? '') === same(text.to)),
  );
  const found = theirs.map((state) => faultsFor(text, state));
  const fewest = found.toSorted((a, b) => a.length - b.length)[0] ?? ['it went to a number that is nobody’s'];
  return [...fewest, ...(isByDay(at) ? [] : ['outside 08:00 to 20:00'])].map(
    (fault) => `a text of ${text.at}: ${fault}`,
  );
};

/** The ledger says that it reached them: then something did, after it was made. */
const claims = ({ books }: Pick<Sent, 'books'>) =>
  books.flatMap(({ now, states }) =>
    now.said
      .filter(
        (one) => recordOf(one) === 'delivery' && codeOf(systems.deliveryOutcome, one.topic) === 'infrastructure-ack',
      )
      .flatMap((one) => {
        const about = one.partOf?.[0]?.reference;
        const message = now.said.find((m) => `Communication/${m.id}` === about && recordOf(m) === 'person-message');
        return message ? [{ message, patients: states.flatMap(({ patient }) => patient ?? []) }] : [];
      }),
  );

const unfounded = ({ books, notify }: Sent): string[] => {
  const delivered = notify.outbox().filter(({ status }) => status === 'delivered');
  const cameTo = Map.groupBy(delivered, ({ to }) => same(to));
  return claims({ books }).flatMap(({ message, patients }) => {
    const since = Date.parse(message.sent ?? '') - aMoment;
    const came = [...numbersOf(patients)]
      .flatMap((number) => cameTo.get(number) ?? [])
      .some(({ at }) => Date.parse(at) >= since);
    return came ? [] : [`${message.id} is said to have arrived, and nothing did`];
  });
};

/** Held against what lay at Notify: nothing on a channel that is not safe, by night, to who is left alone, or saying more than they agreed to. Issue 8. */
export const textsAreSafe = (evidence: Sent): Finding => {
  const all = evidence.notify.outbox();
  const theirs = byNumber(evidence.books);
  const faults = [...all.flatMap((text) => faultsOf(text, theirs.get(same(text.to)) ?? [])), ...unfounded(evidence)];
  const arrived = claims(evidence).length;
  return {
    figures: `${all.length} texts, ${arrived} messages known to have arrived`,
    faults: all.length === 0 || arrived === 0 ? [...faults, 'nobody was written to, or nothing arrived'] : faults,
  };
};
