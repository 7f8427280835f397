import { type Facts, type FeedbackFacts, notStated } from './facts.ts';
import { notAsked, onceQuestions } from './once-facts.ts';
import { notSaid, type OnwardFacts } from './onward-facts.ts';

/** What a table counts: each of them stands in exactly one of its rows, so that a table adds up to what the ledger holds. */
export type Unit =
  | 'referral'
  | 'onward'
  | 'accompanied'
  | 'measure'
  | 'pair'
  | 'went'
  | 'contact'
  | 'connection'
  | 'session'
  | 'answered'
  | 'feedback';

interface Table<T> {
  readonly title: string;
  readonly row: (of: T) => string;
}

/** Days in bands; what has not happened is a row too. */
const waited = (days: number | undefined): string => {
  if (days === undefined) return 'not yet';
  if (days <= 2) return '0 to 2 days';
  if (days <= 7) return '3 to 7 days';
  if (days <= 14) return '8 to 14 days';
  return days <= 28 ? '15 to 28 days' : 'more than 28 days';
};

const times = (n: number): string => (n === 0 ? 'none' : n <= 2 ? '1 or 2' : '3 or more');

/** Of those who were accepted by a group: what came of the first meeting that is furthest. */
const furthest = ['attended', 'could-not-come', 'did-not-attend', 'not-sure', 'not-known', notSaid, 'none named'];
const met = ({ onwards }: Facts): string => {
  const results = onwards.filter(({ accepted }) => accepted).map(({ result }) => result);
  return furthest.find((result) => results.includes(result)) ?? 'nobody was asked, or nobody said yes';
};

/** What did not go well stands first (users.md S90), then how long people waited, then who they are. */
export const referralTables = {
  way: { title: 'How it ended', row: ({ way }) => way },
  meeting: { title: 'What came of the first meeting', row: met },
  reminders: { title: 'Reminders that the hub had to send', row: ({ reminders }) => times(reminders) },
  stage: { title: 'Where it is', row: ({ stage }) => stage },
  accepted: { title: 'Days until it was accepted', row: ({ days }) => waited(days.accepted) },
  spoken: { title: 'Days until the first conversation', row: ({ days }) => waited(days.spoken) },
  'first-meeting': {
    title: 'Days until the first meeting',
    row: ({ onwards }) => {
      const days = onwards.flatMap((one) => (one.result === 'attended' && one.days !== undefined ? [one.days] : []));
      return waited(days.length > 0 ? Math.min(...days) : undefined);
    },
  },
  contacts: { title: 'Contacts with the person', row: ({ contacts }) => times(contacts) },
  practice: { title: 'Who referred', row: ({ practice }) => practice || notStated },
  source: { title: 'As whom they referred', row: ({ source }) => source },
  'way-in': { title: 'How it came', row: ({ wayIn }) => wayIn },
  reason: { title: 'Main reason', row: ({ reason }) => reason },
  age: { title: 'Age when it came', row: ({ age }) => age },
  sex: { title: 'Sex', row: ({ sex }) => sex },
  ethnicity: { title: 'Ethnicity (category of the NHS)', row: ({ ethnicity }) => ethnicity },
  segment: { title: 'How able they feel, and how much they have to manage', row: ({ segment }) => segment },
  deprivation: { title: 'Deprivation of where they live', row: ({ deprivation }) => deprivation },
} as const satisfies Record<string, Table<Facts>>;

/** What people said of what they are asked once; who was not asked is a row. */
export const onceTables: Readonly<Record<string, Table<Facts>>> = Object.fromEntries(
  onceQuestions.map(({ name, title }) => [name, { title, row: ({ once }: Facts) => once[name] ?? notAsked }]),
);

export const onwardTables = {
  declined: {
    title: 'What became of what groups were asked',
    row: ({ status, reason }) => {
      if (status === 'rejected') return `declined: ${reason || notStated}`;
      return status === 'accepted' && reason === 'waiting-list' ? 'on the waiting list' : status;
    },
  },
  result: {
    title: 'First meetings of those that were accepted, and those that were not',
    row: ({ accepted, result }) => (accepted ? result : 'not accepted'),
  },
  // Said in the same words as the result: another row would tell how many were not accepted, by what is left.
  mode: {
    title: 'How the first meeting is held',
    row: ({ accepted, mode }) => (accepted ? mode || 'none named' : 'not accepted'),
  },
} as const satisfies Record<string, Table<OnwardFacts>>;

/** Of meetings that were held or are to be: what came of each, how it was held, and what those said who came and were asked. */
export const sessionTables = {
  sessions: { title: 'What came of each session', rows: ({ sessions }) => sessions },
  modes: { title: 'How each session was held', rows: ({ modes }) => modes },
  ratings: {
    title: 'How people found each session to which they came',
    rows: ({ ratings, came }) => [
      ...ratings,
      ...Array.from({ length: Math.max(0, came - ratings.length) }, () => 'not said'),
    ],
  },
} as const satisfies Record<string, { readonly title: string; readonly rows: (of: OnwardFacts) => readonly string[] }>;

/** Of each thing that somebody said of the service (users.md S65). */
export const feedbackTables = {
  feedback: { title: 'What became of what people said of the service', row: ({ reply }) => reply },
  'feedback-days': {
    title: 'Days until what people said of the service was replied to',
    row: ({ days }) => waited(days),
  },
} as const satisfies Record<string, Table<FeedbackFacts>>;

/** By these it is also counted who went to a first meeting: where some are reached less, it shows (users.md S86). */
export const equity = [
  'practice',
  'source',
  'reason',
  'age',
  'sex',
  'ethnicity',
  'deprivation',
] as const satisfies readonly (keyof typeof referralTables)[];

export const wentToMeeting = (facts: Facts): boolean => met(facts) === 'attended';
