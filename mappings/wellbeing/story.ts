import type { Appointment, CodeableConcept, Communication, FhirResource, Task } from 'fhir/r4.js';
import { type EventName, eventTypes } from '../../contracts/events/event-types.ts';
import { circumstances, isCircumstance } from '../../contracts/lifecycle/circumstances.ts';
import {
  type AttendanceResult,
  attendanceResults,
  type CommunicationKind,
  outcomes,
} from '../../contracts/lifecycle/codes.ts';
import { attemptMedia } from '../../contracts/lifecycle/contact-attempts.ts';
import { systems } from '../../contracts/systems.ts';
import { codeIn, kindOf } from '../../functions/domain/coding.ts';
import { resultOf } from '../../functions/domain/meetings/meetings.ts';
import { organisationOf, referenceTo } from '../../functions/domain/referral.ts';
import { outcomeOf } from '../../functions/domain/tasks/ended-as.ts';
import { measuredIn } from './measured.ts';
import { showToCoordinator } from './show.ts';

/** One version of the ledger as it is read from outside: the floor of mappings knows no ledger. */
export interface Version {
  readonly version: number;
  readonly at: string;
  readonly actor: { readonly organisation: string; readonly person?: string };
  readonly changed: readonly FhirResource[];
  readonly events: readonly { readonly type: string; readonly task: string }[];
}

/** One thing that happened, for the coordinator: codes, and texts as they were written. */
export interface Happening {
  readonly version: number;
  readonly at: string;
  /** Code of the organisation that did it, and of the person there. */
  readonly by: string;
  readonly person?: string;
  /** A name or role that was signed. */
  readonly signed?: string;
  readonly what: EventName | `record:${CommunicationKind}` | 'measured';
  /** Whom an onward request was put to. */
  readonly with?: string;
  /** Of a meeting: when it begins. */
  readonly when?: string;
  /** What was said in codes: a reason, a result, a medium, how it ended. */
  readonly said: readonly string[];
  /** Words that somebody wrote. */
  readonly texts: readonly string[];
}

/** The hub's own bookkeeping, which nobody tells as a story. */
const untold: readonly string[] = ['opened', 'acknowledged', 'message-due', 'task-updated'];

const textOf = (concept: CodeableConcept | undefined): string[] => {
  const text = concept?.text ?? concept?.coding?.find(({ display }) => display)?.display;
  return text === undefined ? [] : [text];
};

const communicationSays = (c: Communication): Pick<Happening, 'said' | 'texts'> => {
  const medium = c.medium
    ?.map((m) => codeIn(systems.participationMode, m) ?? '')
    .find((m) => Object.hasOwn(attemptMedia, m));
  const circumstance = codeIn(systems.circumstance, c.topic);
  const words = Object.entries(attemptMedia).filter(([code]) => code === medium);
  return {
    said: [
      ...words.map(([, display]) => display),
      ...(isCircumstance(circumstance) ? [circumstances[circumstance].display] : []),
      ...textOf(c.statusReason),
    ],
    texts: [
      ...(c.note ?? []).map(({ text }) => text),
      ...(c.payload ?? []).flatMap(({ contentString }) => contentString ?? []),
    ],
  };
};

const taskSays = (task: Task): Pick<Happening, 'said' | 'texts'> => {
  const outcome = outcomeOf(task.output);
  return { said: [...(outcome ? [outcomes[outcome]] : []), ...textOf(task.statusReason)], texts: [] };
};

const isResult = (result: AttendanceResult | undefined): result is AttendanceResult => result !== undefined;
const meetingSays = (meeting: Appointment, isTold: boolean): string[] =>
  [resultOf(meeting)].filter(isResult).flatMap((result) => (isTold ? [attendanceResults[result]] : []));

const isTask = (r: FhirResource): r is Task => r.resourceType === 'Task';
const isMeeting = (r: FhirResource): r is Appointment => r.resourceType === 'Appointment';
const isCommunication = (r: FhirResource): r is Communication => r.resourceType === 'Communication';

const told = { said: [], texts: [] } as const;

/** The record that an event is about: the newest that the version holds, and none of the messages that follow from it. */
const recordIn = (shown: readonly FhirResource[], type: string): Communication | undefined =>
  /^(recorded|question|note|circumstance|call)/.test(type)
    ? shown
        .filter(isCommunication)
        .filter((c) => kindOf(c) !== 'practice-message' && kindOf(c) !== 'person-message')
        .at(-1)
    : undefined;

const ofRecord = (record: Communication, type: string): Partial<Happening> => {
  const kind = type === 'recorded' ? kindOf(record) : undefined;
  return {
    ...(kind ? { what: `record:${kind}` as const } : {}),
    ...(record.sent === undefined ? {} : { at: record.sent }),
    ...(record.sender?.display === undefined ? {} : { signed: record.sender.display }),
    ...communicationSays(record),
  };
};

const ofMeeting = (meeting: Appointment, type: string): Partial<Happening> => ({
  ...(meeting.start === undefined ? {} : { when: meeting.start }),
  said: meetingSays(meeting, type.startsWith('result-')),
});

const isEvent = (type: string): type is EventName => Object.hasOwn(eventTypes, type);

const happeningOf = (
  { version, at, actor }: Version,
  shown: readonly FhirResource[],
  { type, task }: Version['events'][number],
): Happening | undefined => {
  if (!isEvent(type) || untold.includes(type)) return undefined;
  const about = shown.filter(isTask).find((one) => referenceTo(one) === task);
  const meeting = /^(meeting|result)-/.test(type) ? shown.find(isMeeting) : undefined;
  const record = recordIn(shown, type);
  const owner = task.endsWith('.t1') ? undefined : organisationOf(about?.owner);
  return {
    ...{ version, at, by: actor.organisation, what: type, ...told },
    ...(actor.person === undefined ? {} : { person: actor.person }),
    ...(owner === undefined ? {} : { with: owner }),
    ...(about && type.startsWith('task-') ? taskSays(about) : {}),
    ...(meeting ? ofMeeting(meeting, type) : {}),
    ...(record ? ofRecord(record, type) : {}),
  };
};

/** What happened, in order, across all organisations: from the ledger itself, as the coordinator is shown each part. */
export const storyOf = (versions: readonly Version[]): readonly Happening[] =>
  versions.flatMap((version) => {
    const shown = version.changed.flatMap((resource) => showToCoordinator(resource) ?? []);
    return [
      ...version.events.flatMap((event) => happeningOf(version, shown, event) ?? []),
      ...measuredIn(version, shown),
    ];
  });
