import type { Appointment, Communication, Consent, FhirResource, ServiceRequest, Task, TaskOutput } from 'fhir/r4.js';
import type { AttendanceResult } from '../../contracts/lifecycle/codes.ts';
import type { BusinessStatus, TaskStatus } from '../../contracts/lifecycle/statuses.ts';
import type { NotAsked, ParticipantKind } from './participant.ts';

/** What somebody asks for. Each is parsed from outside data by its own floor; `decide` says yes or no. */
export type Action =
  | UpdateTask
  | RequestOnward
  | NameMeeting
  | RecordResult
  | CancelMeeting
  | RecordCommunication
  | RequestAbort
  | ReviseRequest
  | AddNeed
  | Chase;

/** Moves a Task, or changes businessStatus, outputs or note within a status. Absent = as it is. */
export interface UpdateTask {
  readonly kind: 'update-task';
  readonly task: string;
  readonly to: TaskStatus;
  readonly businessStatus?: BusinessStatus;
  readonly reason?: Reason;
  /** Calendar date `YYYY-MM-DD`, Europe/London; for on-hold, draft and waiting list. */
  readonly reviewDate?: string;
  /** Outputs to add; what stands is never taken away. */
  readonly outputs?: readonly TaskOutput[];
}

export interface Reason {
  readonly text: string;
  /** A code of contracts/lifecycle/codes.ts where one fits. */
  readonly code?: string;
}

/** Coordinator to partner: SR2, T2, and what goes with them, in one version. */
export interface RequestOnward {
  readonly kind: 'request-onward';
  readonly request: ServiceRequest;
  readonly task: Task;
  readonly consents: readonly Consent[];
  readonly meeting?: Appointment;
  /** What kind of organisation T2's owner is; undefined when the hub does not know it. */
  readonly ownerKind?: ParticipantKind;
  /** Why it is asked nothing new, although the hub knows it. */
  readonly ownerNotAsked?: NotAsked;
}

/** Names the first or a further meeting of an onward Task, or moves it (`appointment` given). */
export interface NameMeeting {
  readonly kind: 'name-meeting';
  readonly task: string;
  readonly appointment?: string;
  readonly meeting: Meeting;
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
}

/** Attendance of one person at one meeting; a repeat is a no-op, another result is a correction. */
export interface RecordResult {
  readonly kind: 'record-result';
  readonly task: string;
  /** Default: the first meeting. */
  readonly appointment?: string;
  readonly result: AttendanceResult;
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

/** The referrer withdraws (`revoked`) or recalls (`entered-in-error`) SR1, or corrects the person's contact details. */
export interface ReviseRequest {
  readonly kind: 'revise-request';
  /** Id of SR1 or of a further need; absent = SR1, and with it all. */
  readonly request?: string;
  readonly status: 'revoked' | 'entered-in-error';
  readonly reason: Reason;
}

/** A second request while this referral is open. */
export interface AddNeed {
  readonly kind: 'add-need';
  readonly request: ServiceRequest;
  readonly others: readonly FhirResource[];
  /** As at the opening: a coded risk or a phrase of danger in this request. */
  readonly personFirst?: boolean;
}

/** By the hub alone, when an obligation is due. */
export interface Chase {
  readonly kind: 'chase';
  readonly obligation: string;
  readonly task: string;
  readonly due: string;
}
