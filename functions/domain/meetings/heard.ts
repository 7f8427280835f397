import type { Appointment, Extension } from 'fhir/r4.js';
import type { AttendanceResult } from '../../../contracts/lifecycle/codes.ts';
import { isResult } from '../../../contracts/lifecycle/meeting-statuses.ts';
import { extensions } from '../../../contracts/systems.ts';
import { isKnown } from './meetings.ts';

/** Whose word it is: the group's, by whichever way it came; or the person's own. The coordinator decides. */
export type Sayer = 'group' | 'person';

/**
 * What each side said of one meeting, kept from the moment that the person says anything: DESIGN 4, both stand and the link worker
 * decides. Before that the result is all there is.
 */
export interface Heard {
  readonly group?: AttendanceResult;
  readonly person?: AttendanceResult;
  /** What the coordinator said holds. */
  readonly decided?: AttendanceResult;
}
const parts = ['group', 'person', 'decided'] as const;

const partOf = (said: Extension | undefined, name: keyof Heard): Heard => {
  const code = said?.extension?.find(({ url }) => url === name)?.valueCode;
  return isResult(code) ? { [name]: code } : {};
};

const isHeard = ({ url }: Extension): boolean => url === extensions.attendanceSaid;

export const heardOf = ({ extension }: Appointment): Heard => {
  const said = extension?.find(isHeard);
  return Object.assign({}, ...parts.map((name) => partOf(said, name)));
};

export const withHeard = (meeting: Appointment, heard: Heard): Appointment => {
  const others = (meeting.extension ?? []).filter((e) => !isHeard(e));
  const said = parts.flatMap((url) => (heard[url] === undefined ? [] : [{ url, valueCode: heard[url] }]));
  const all = said.length === 0 ? others : [...others, { url: extensions.attendanceSaid, extension: said }];
  const { extension: _, ...rest } = meeting;
  return all.length === 0 ? rest : { ...rest, extension: all };
};

/** One says that the person was there, the other that they were not: why they were not is no disagreement. */
const differ = ({ group, person }: Heard): boolean =>
  isKnown(group) && isKnown(person) && (group === 'attended') !== (person === 'attended');

/** The person and the group do not say the same, and nobody has said yet which holds. */
export const isDisputed = (meeting: Appointment): boolean => {
  const heard = heardOf(meeting);
  return differ(heard) && heard.decided === undefined;
};

/** What this side said last. */
const lastOf = (heard: Heard, before: AttendanceResult | undefined, by: Sayer): AttendanceResult | undefined => {
  if (by === 'group' && heard.group === undefined && heard.person === undefined) return before;
  return heard[by];
};

/** The same again, by whichever way, says nothing new. `by` absent: the coordinator. */
export const isSaidAgain = (
  meeting: Appointment,
  before: AttendanceResult | undefined,
  { by, result }: { readonly by: Sayer | undefined; readonly result: AttendanceResult },
): boolean =>
  by === undefined ? before === result && !isDisputed(meeting) : lastOf(heardOf(meeting), before, by) === result;

/** What each side has said after this word, and the result that stands. */
export const hear = (
  heard: Heard,
  before: AttendanceResult | undefined,
  { by, result }: { readonly by: Sayer | undefined; readonly result: AttendanceResult },
): { readonly heard: Heard; readonly stands: AttendanceResult | undefined } => {
  const hasSpoken = heard.person !== undefined || by === 'person';
  if (!hasSpoken) return { heard: {}, stands: result };
  if (by === undefined) return { heard: { ...heard, decided: result }, stands: result };
  const { decided, ...sides } = heard;
  const known = sides.person === undefined && isKnown(before) && before !== undefined ? { group: before } : {};
  const now: Heard = { ...known, ...sides, [by]: result };
  if (differ(now)) return { heard: decided === result ? { ...now, decided } : now, stands: before };
  const other = by === 'group' ? now.person : now.group;
  // Both say that the person was not there: the reason of who said it first stands, until that side says another.
  const isOwn = before === lastOf({ ...known, ...sides }, before, by);
  return { heard: now, stands: isKnown(other) && isKnown(before) && other !== result && !isOwn ? before : result };
};
