import type {
  Appointment,
  Coding,
  Communication,
  Consent,
  Extension,
  FhirResource,
  Patient,
  ServiceRequest,
  Task,
  TaskOutput,
} from 'fhir/r4.js';
import type { AttendanceResult } from '../../../contracts/lifecycle/codes.ts';
import type { BusinessStatus, TaskStatus } from '../../../contracts/lifecycle/statuses.ts';
import type { BreakGlass } from '../authority/break-glass.ts';
import type { AskCall } from '../call/decide-ask-call.ts';
import type { Link } from '../carer/links.ts';
import type { ReportCircumstance } from '../circumstance/decide-report.ts';
import type { SettleCircumstance } from '../circumstance/decide-settle.ts';
import type { HoldMessage } from '../circumstance/held-messages.ts';
import type { AskCompanion } from '../companion/decide-ask-companion.ts';
import type { DropCompanion } from '../companion/drop-companion.ts';
import type { RecordMeasure } from '../measures/decide-measure.ts';
import type { Sayer } from '../meetings/heard.ts';
import type { GroupRung, RingGroup } from '../meetings/ring-group.ts';
import type { KeepRanked } from '../options/decide-keep-ranked.ts';
import type { MoveOn } from '../options/decide-move-on.ts';
import type { TurnOwnPage } from '../own-page/decide-own-page.ts';
import type { NotAsked, ParticipantKind } from '../participant.ts';
import type { RecallCopy, TakeCopy } from '../permission/decide-copy.ts';
import type { RecordPermission } from '../permission/decide-permission.ts';
import type { Assign } from './decide-assign.ts';
import type { Chase } from './decide-chase.ts';
import type { RecordDelivery } from './decide-delivery.ts';
import type { Open } from './decide-opened.ts';

/** What somebody asks for. Each is parsed from outside data by its own floor; `decide` says yes or no. */
export type Action =
  | UpdateTask
  | RequestOnward
  | AskCompanion
  | NameMeeting
  | RecordResult
  | CancelMeeting
  | RecordCommunication
  | RequestAbort
  | ReviseRequest
  | AddNeed
  | Correspond
  | TakeBack
  | Acknowledge
  | CorrectContact
  | Assign
  | Open
  | ReportCircumstance
  | SettleCircumstance
  | AskCall
  | Link
  | RecordPermission
  | TakeCopy
  | RecallCopy
  | RecordMeasure
  | TurnOwnPage
  | MoveOn
  | KeepRanked
  | BreakGlass
  | Chase
  | RecordDelivery
  | HoldMessage
  | DropCompanion
  | RingGroup
  | GroupRung;

/** Moves a Task, or changes businessStatus, outputs or note within a status. Absent = as it is. */
export interface UpdateTask {
  readonly kind: 'update-task';
  readonly task: string;
  readonly to: TaskStatus;
  readonly businessStatus?: BusinessStatus;
  readonly reason?: Reason;
  /** Calendar date `YYYY-MM-DD`, Europe/London; for on-hold, draft and waiting list. */
  readonly reviewDate?: string;
  /** On the partner's waiting list: which place, 1 is next. Absent: it stands as it is. */
  readonly place?: number;
  /** It waited, and there is a place now: it goes on from here. */
  readonly placeFree?: true;
  /** Outputs to add; what stands is never taken away. */
  readonly outputs?: readonly TaskOutput[];
  /** Of an onward draft that is sent: what was found of the risks, in place of what stands. */
  readonly considered?: Extension;
  /** Of an onward draft that is sent: whom it goes to. */
  readonly owner?: AskedOwner;
  /** Texts of notes to add; who wrote them and when is for the hub to say. */
  readonly notes?: readonly string[];
}

export interface Reason {
  readonly text: string;
  /** A code of contracts/lifecycle/codes.ts where one fits. */
  readonly code?: string;
  /** What the sender coded in systems of others: kept as it came. */
  readonly codings?: readonly Coding[];
}

/** What is known of the organisation that is asked. */
export interface AskedOwner {
  /** What kind of organisation T2's owner is; undefined when the hub does not know it. */
  readonly ownerKind?: ParticipantKind;
  /** Why it is asked nothing new, although the hub knows it. */
  readonly ownerNotAsked?: NotAsked;
  /** It was checked for work with people under 18, and that still holds. */
  readonly ownerChecked?: true;
}

/** Coordinator to partner: SR2, T2, and what goes with them, in one version; or as a draft. */
export interface RequestOnward extends AskedOwner {
  readonly kind: 'request-onward';
  readonly request: ServiceRequest;
  readonly task: Task;
  readonly consents: readonly Consent[];
  readonly meeting?: Appointment;
}

/** Names the first or a further meeting of an onward Task, or moves it (`appointment` given). */
export interface NameMeeting {
  readonly kind: 'name-meeting';
  readonly task: string;
  readonly appointment?: string;
  readonly meeting: Meeting;
  /** What a sender of FHIR wrote: whole elements, as they are to be. Without it, `meeting` is all that is said. */
  readonly written?: Written;
  /** Refused where a meeting at this time is booked already, instead of meaning that one. */
  readonly onlyNew?: true;
}

/** Elements of an Appointment that are new or other, and the names of those that are to go. */
export interface Written {
  readonly set: Partial<Appointment>;
  readonly unset: readonly string[];
}

export interface Meeting {
  /** Instants, ISO 8601 with zone. */
  readonly start: string;
  readonly end: string;
  readonly mode: string;
  readonly place?: string;
  /** The partner's own name for the session, so that a whole session can be confirmed at once. */
  readonly session?: string;
  /** Who signed the person up: a name or role at the acting organisation. */
  readonly signedUpBy: string;
  /** For the person alone: the last bus home, what to bring. Empty: nothing any more; absent: what stands, stands. */
  readonly know?: string;
}

/** Attendance of one person at one meeting; a repeat is a no-op, another result is a correction. */
export interface RecordResult {
  readonly kind: 'record-result';
  readonly task: string;
  /** Default: the first meeting. */
  readonly appointment?: string;
  readonly result: AttendanceResult;
  /** Whose word it is, where the coordinator writes it down for somebody. Absent: of whoever acts. */
  readonly by?: Sayer;
}

export interface CancelMeeting {
  readonly kind: 'cancel-meeting';
  readonly appointment: string;
  readonly reason: Reason;
}

/** A conversation, a contact attempt, or a professional having read the risks. */
export interface RecordCommunication {
  readonly kind: 'record';
  readonly communication: Communication;
}

/** Asks the owner of a Task in progress to stop. standards.md 12.4 row 15. */
export interface RequestAbort {
  readonly kind: 'request-abort';
  readonly task: string;
  readonly reason: Reason;
}

/** The referrer withdraws (`revoked`) or recalls (`entered-in-error`) SR1, or says that it is done with (`completed`). */
export interface ReviseRequest {
  readonly kind: 'revise-request';
  /** Id of SR1 or of a further need; absent = SR1. */
  readonly request?: string;
  readonly status: 'revoked' | 'entered-in-error' | 'completed';
  readonly reason: Reason;
  /** Texts of notes to add to the request; who wrote them and when is for the hub to say. */
  readonly notes?: readonly string[];
}

/** A second request while this referral is open. */
export interface AddNeed {
  readonly kind: 'add-need';
  readonly request: ServiceRequest;
  readonly others: readonly FhirResource[];
  /** As at the opening: a coded risk or a phrase of danger in this request. */
  readonly personFirst?: boolean;
}

/** A question, an answer or a note of the referrer or the coordinator for the other, about T1. */
export interface Correspond {
  readonly kind: 'correspond';
  readonly communication: Communication;
}

/** Who asked a question needs no answer any more. */
export interface TakeBack {
  readonly kind: 'take-back';
  /** Id of the question. */
  readonly communication: string;
}

/** A person has read the message that it responds to. */
export interface Acknowledge {
  readonly kind: 'acknowledge';
  readonly communication: Communication;
}

/** How the person can be reached, as it should be: the difference from what this caller was shown. */
export interface CorrectContact {
  readonly kind: 'correct-contact';
  readonly shown: Patient;
  readonly sent: Patient;
  /** Parts of the safe contact block that the person has taken back: what is only not named stands. */
  readonly takenBack?: readonly string[];
}
