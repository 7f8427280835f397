import type { Need } from '../../../contracts/directory/needs.ts';
import { today, workingDaysAfter } from '../calendar.ts';
import { onDuty, type Staff } from '../owed/on-duty.ts';

export const suggestedKinds = ['service', 'gap'] as const;
export const verdicts = ['accepted', 'declined'] as const;

interface Who {
  readonly organisation: string;
  /** Staff code. */
  readonly person: string;
}

/** A service that the directory lacks, or a need for which there is none at a place: what a patient group knows and no system does. */
export interface Suggested extends Who {
  readonly kind: (typeof suggestedKinds)[number];
  readonly need: Need;
  /** Outward code: `GL3`. */
  readonly place: string;
  /** Name, when, how to ask; or what is missing. About nobody. */
  readonly says: string;
  readonly at: string;
}

export interface Suggestion extends Suggested {
  readonly id: string;
  /** What the council or the service made of it; until then nobody else is shown it. */
  readonly decided?: Who & { readonly at: string; readonly is: (typeof verdicts)[number]; readonly why: string };
  /** An accepted service stands in the directory now, under this id. */
  readonly entered?: Who & { readonly at: string; readonly entry: string };
}

/** How far the answer is: what is `counted` stands in the report of gaps, what is `to-enter` somebody still has to write down. */
export const suggestionStates = ['waiting', 'late', 'declined', 'counted', 'to-enter', 'entered'] as const;
export type SuggestionState = (typeof suggestionStates)[number];

/** Working days within which whoever suggested something is answered (proposed: two weeks). */
const answerDays = 10;
export const dueOf = ({ at }: Pick<Suggested, 'at'>): string => workingDaysAfter(at, answerDays);

export const stateOf = (suggestion: Suggestion, now: string): SuggestionState => {
  const { kind, decided, entered } = suggestion;
  if (!decided) return dueOf(suggestion) < now ? 'late' : 'waiting';
  if (decided.is === 'declined') return 'declined';
  if (kind === 'gap') return 'counted';
  return entered ? 'entered' : 'to-enter';
};

/** Whose it is today: a manager of the service who is there; once it is late another one. undefined: nobody on its roster is. */
export const ownerOf = (suggestion: Suggestion, staff: Staff, now: string): string | undefined =>
  onDuty(staff, stateOf(suggestion, now) === 'late' ? 'manager' : 'deputy', undefined, today(now))?.name;

/** Services that were accepted, and that no directory has yet. */
export const toEnter = (all: readonly Suggestion[]): readonly Suggestion[] =>
  all.filter((one) => stateOf(one, one.at) === 'to-enter');

/** What counts in the report of gaps. */
export const acceptedGaps = (all: readonly Suggestion[]): readonly Suggestion[] =>
  all.filter(({ kind, decided }) => kind === 'gap' && decided?.is === 'accepted');
