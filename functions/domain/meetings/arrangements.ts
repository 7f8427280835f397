import type { Appointment, Extension, Patient } from 'fhir/r4.js';
import { type Arrangement, arrangements, isArrangement } from '../../../contracts/lifecycle/arrangements.ts';
import { ukCore } from '../../../contracts/request-item.ts';
import { extensions } from '../../../contracts/systems.ts';
import { workingDaysAfter, workingDaysBefore } from '../calendar.ts';
import { accessNeedTexts, isForInterpreter } from '../contact/access-needs.ts';
import { needsTranslation } from '../contact/languages-of.ts';
import type { NameMeeting } from '../decide/actions.ts';
import { given } from '../given.ts';
import { isUnanswered, modeOf, sessionOf, signedUpBy, venueOf } from './meetings.ts';

/** One thing to arrange for a meeting. */
export interface Item {
  readonly what: Arrangement;
  /** Name of who sees to it. */
  readonly by: string;
  readonly isDone: boolean;
}

const isItem = ({ url }: Extension): boolean => url === extensions.arrangement;

const itemIn = ({ extension = [] }: Extension): Item[] => {
  const what = extension.find(({ url }) => url === 'what')?.valueCode;
  const by = extension.find(({ url }) => url === 'by')?.valueString ?? '';
  const isDone = extension.some(({ url, valueBoolean }) => url === 'done' && valueBoolean === true);
  return isArrangement(what) ? [{ what, by, isDone }] : [];
};

/** What stands on the meeting; of several that say the same, the one that is not done counts. */
export const itemsOf = ({ extension = [] }: Appointment): Item[] => {
  const all = extension.filter(isItem).flatMap(itemIn);
  return all.filter(({ what, isDone }, n) =>
    isDone
      ? !all.some((one, m) => one.what === what && (!one.isDone || m < n))
      : all.findIndex((one) => one.what === what && !one.isDone) === n,
  );
};

/** With these in place of those that stood; whatever else is said of the meeting stands. */
const withItems = ({ extension = [] }: Appointment, items: readonly Item[]): Extension[] => [
  ...extension.filter((e) => !isItem(e)),
  ...items.map(({ what, by, isDone }) => ({
    url: extensions.arrangement,
    extension: [
      { url: 'what', valueCode: what },
      { url: 'by', valueString: by },
      ...(isDone ? [{ url: 'done', valueBoolean: true }] : []),
    ],
  })),
];

const forTransport = /transport|\blift there\b|fetched/;

/** What the needs that are written down of somebody call for; the words are theirs, so that in doubt it is an adaptation. */
export const neededFor = (patient: Patient): Arrangement[] => {
  const texts = accessNeedTexts(patient).map((text) => text.toLowerCase());
  const asks = (patient.extension ?? []).some((e) => e.url === ukCore.interpreter && e.valueBoolean === true);
  const needs: Readonly<Record<Arrangement, boolean>> = {
    interpreter: asks || needsTranslation(patient) || texts.some(isForInterpreter),
    transport: texts.some((text) => forTransport.test(text)),
    adaptation: texts.some((text) => text.trim() !== '' && !isForInterpreter(text) && !forTransport.test(text)),
  };
  return Object.keys(arrangements)
    .filter(isArrangement)
    .filter((what) => needs[what]);
};

/** What is still to be arranged; `by` is empty where nobody has been named for it yet. */
export const openItems = (patient: Patient, meeting: Appointment): Omit<Item, 'isDone'>[] => {
  const standing = itemsOf(meeting);
  const unnamed = neededFor(patient).filter((what) => !standing.some((item) => item.what === what));
  return [...standing.filter(({ isDone }) => !isDone), ...unnamed.map((what) => ({ what, by: '' }))];
};

/** Somebody is to come, and all that they need for it is arranged. */
export const isReady = (patient: Patient, meeting: Appointment): boolean =>
  !isUnanswered(meeting) || openItems(patient, meeting).length === 0;

/**
 * By when what somebody has been named for is to be arranged: so many working days before the meeting, but not before the day
 * on which the meeting was named, and never after it begins.
 */
export const arrangeBy = (meeting: Appointment, known: string, days: number): string => {
  const start = meeting.start ?? known;
  const [before, soonest] = [workingDaysBefore(start, days), workingDaysAfter(known, 0)];
  const due = before > soonest ? before : soonest;
  return due < start ? due : start;
};

/** Says so on the meeting, and nothing else: what a PUT of the Appointment with this extension means to the API. */
export const toArrange = (task: string, meeting: Appointment, items: readonly Item[]): NameMeeting => ({
  ...{ kind: 'name-meeting', task, appointment: meeting.id ?? '' },
  meeting: {
    ...{ start: meeting.start ?? '', end: meeting.end ?? '', mode: modeOf(meeting) ?? 'in-person' },
    signedUpBy: signedUpBy(meeting) ?? '',
    ...given({ place: venueOf(meeting), session: sessionOf(meeting) }),
  },
  written: { set: { extension: withItems(meeting, items) }, unset: [] },
});
