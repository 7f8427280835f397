import type { Appointment, Extension } from 'fhir/r4.js';
import type { AttendanceResult } from '../../../contracts/lifecycle/codes.ts';
import { isResult } from '../../../contracts/lifecycle/meeting-statuses.ts';
import { extensions } from '../../../contracts/systems.ts';
import { isKnown } from './meetings.ts';

/** Whose word it is: the group's, by whichever way it came; or the person's own. The coordinator decides. */
export type Sayer = 'group' | 'person';

/**
 * What each side said of one meeting, kept from the moment that anybody but the group says anything: DESIGN 4, both stand and the link
 * worker decides. Before that the result is all there is, and it is the group's.
 */
export interface Heard {
  readonly group?: AttendanceResult;
  readonly person?: AttendanceResult;
  /** What the coordinator wrote down itself, before the group said anything: it is none of the group's. */
  readonly coordinator?: AttendanceResult;
  /** What the coordinator said holds. */
  readonly decided?: AttendanceResult;
  /** The person’s own before it began, which stands until the group says anything: it is no word on who came, and differs from none. */
  readonly beforehand?: AttendanceResult;
}
const parts = ['group', 'person', 'coordinator', 'decided', 'beforehand'] as const;

const partOf = (said: Extension | undefined, name: keyof Heard): Heard => {
  const code = said?.extension?.find(({ url }) => url === name)?.valueCode;
  return isResult(code) ? { [name]: code } : {};
};

const isHeard = ({ url }: Extension): boolean => url === extensions.attendanceSaid;

export const heardOf = ({ extension }: Appointment): Heard => {
  const said = extension?.find(isHeard);
  return Object.assign({}, ...parts.map((name) => partOf(said, name)));
};

/** Since when it is known what came of it: that somebody else says the same is no news. */
export const knownSince = ({ extension, meta }: Appointment): string | undefined =>
  extension?.find(isHeard)?.extension?.find(({ url }) => url === 'since')?.valueInstant ?? meta?.lastUpdated;

/** `since`: what stood before this word stands still, and since when. */
export const withHeard = (meeting: Appointment, heard: Heard, since?: string): Appointment => {
  const others = (meeting.extension ?? []).filter((e) => !isHeard(e));
  const said = parts.flatMap((url) => (heard[url] === undefined ? [] : [{ url, valueCode: heard[url] }]));
  const stands = since === undefined ? [] : [{ url: 'since', valueInstant: since }];
  const all =
    said.length === 0 ? others : [...others, { url: extensions.attendanceSaid, extension: [...said, ...stands] }];
  const { extension: _, ...rest } = meeting;
  return all.length === 0 ? rest : { ...rest, extension: all };
};

/** One says that the person was there, another that they were not: why they were not is no disagreement. */
const differ = ({ group, person, coordinator }: Heard): boolean =>
  new Set([group, person, coordinator].filter(isKnown).map((result) => result === 'attended')).size > 1;

/** Two of them do not say the same, and nobody has said yet which holds. */
export const isDisputed = (meeting: Appointment): boolean => {
  const heard = heardOf(meeting);
  return differ(heard) && heard.decided === undefined;
};

/** The result that stands is not the group's word: the coordinator wrote it down, and the group has said nothing. */
export const isNotedByCoordinator = (meeting: Appointment): boolean => {
  const { group, coordinator } = heardOf(meeting);
  return coordinator !== undefined && group === undefined;
};

/** What whoever runs the meeting sees as said: its own word, or while it has none what it was told, from whomever that is. */
export const asItsGroupSees = (
  meeting: Appointment,
  stands: AttendanceResult | undefined,
): { readonly result: AttendanceResult | undefined; readonly isOwn: boolean } => {
  const heard = heardOf(meeting);
  return {
    result: heard.group ?? stands,
    isOwn: heard.group !== undefined || (isAlone(heard) && heard.beforehand === undefined),
  };
};

const isAlone = ({ person, coordinator, decided }: Heard): boolean =>
  person === undefined && coordinator === undefined && decided === undefined;

/** What this side said last. */
const lastOf = (heard: Heard, before: AttendanceResult | undefined, by: Sayer): AttendanceResult | undefined => {
  if (by === 'group' && heard.group === undefined && isAlone(heard)) return before;
  return heard[by];
};

/** The same again, by whichever way, says nothing new. `by` absent: the coordinator. */
export const isSaidAgain = (
  meeting: Appointment,
  before: AttendanceResult | undefined,
  { by, result }: Pick<Word, 'by' | 'result'>,
): boolean =>
  by === undefined ? before === result && !isDisputed(meeting) : lastOf(heardOf(meeting), before, by) === result;

export interface Word {
  /** Absent: the coordinator's own. */
  readonly by: Sayer | undefined;
  readonly result: AttendanceResult;
  /** Another organisation than the coordinator runs the meeting, and may say who came. */
  readonly hasGroup: boolean;
}

type Sides = Omit<Heard, 'decided' | 'beforehand'>;

/** Of each side what it has said so far: until anything was kept apart, what stands is the word of whoever runs the meeting. */
const sidesOf = (heard: Heard, before: AttendanceResult | undefined, hasGroup: boolean): Sides => {
  const { decided: _, beforehand: __, ...sides } = heard;
  // What they said beforehand is no word of the group.
  if (heard.beforehand !== undefined || !isKnown(before) || before === undefined || !isAlone(heard)) return sides;
  return { [hasGroup ? 'group' : 'coordinator']: before };
};

/** What each side has said after this word, and the result that stands. */
export const hear = (
  heard: Heard,
  before: AttendanceResult | undefined,
  { by, result, hasGroup }: Word,
): { readonly heard: Heard; readonly stands: AttendanceResult | undefined } => {
  const sides = sidesOf(heard, before, hasGroup);
  if (by === undefined) return byCoordinator(sides, { result, hasGroup });
  if (by === 'group' && isAlone(heard)) return { heard: {}, stands: result };
  const { decided } = heard;
  const other = by === 'group' ? sides.person : sides.group;
  // What was decided between two was between these two; over one alone it is the word of the coordinator.
  const coordinator = sides.coordinator ?? (other === undefined ? decided : undefined);
  const now: Heard = { ...sides, ...(coordinator === undefined ? {} : { coordinator }), [by]: result };
  if (differ(now)) return { heard: decided === result ? { ...now, decided } : now, stands: before };
  // Who say that the person was not there agree: the reason of who said it first stands, until that side says another.
  const isOwn = before === lastOf({ ...sides, ...heard }, before, by);
  const isOther = [other, coordinator].some((word) => isKnown(word) && word !== result);
  return { heard: now, stands: isOther && isKnown(before) && !isOwn ? before : result };
};

/** While nobody else has said anything it is a word like any other's, which it may correct; else it is what holds. */
const byCoordinator = (
  sides: Sides,
  { result, hasGroup }: Pick<Word, 'result' | 'hasGroup'>,
): ReturnType<typeof hear> => {
  const isFirst = sides.group === undefined && sides.person === undefined;
  if (!isFirst) return { heard: { ...sides, decided: result }, stands: result };
  return { heard: hasGroup ? { coordinator: result } : {}, stands: result };
};
