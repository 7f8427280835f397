import type { FhirResource, Flag, Patient, TaskInput } from 'fhir/r4.js';
import { requestDetails } from '../../../contracts/lifecycle/codes.ts';
import { isRequestDetail, requestDetail } from '../coding.ts';
import type { Draft } from '../decide/decision.ts';
import { type Referral, referenceTo } from '../referral.ts';

const display = requestDetails['needs-person-first'];
const personFirst = requestDetail('needs-person-first', display);

/** Raised by a coded risk or a phrase of danger: a named professional must read it before anybody else is asked. DESIGN 4. */
export const personFirstFlag = (patient: Patient, id: string, now: string): Flag => ({
  resourceType: 'Flag',
  id,
  status: 'active',
  code: personFirst,
  subject: { reference: referenceTo(patient) },
  period: { start: now },
});

/** How T1 leads to a flag: whoever works from Tasks must see it there. */
export const personFirstInput = (flag: string): TaskInput => ({
  type: personFirst,
  valueReference: { reference: flag, display },
});

/** Raises a flag while a referral is open. */
export const raisePersonFirst = (draft: Draft): void => {
  const flag = personFirstFlag(draft.referral.patient, draft.nextId('x'), draft.now);
  draft.put(flag);
  const { task } = draft.referral;
  const input = [...(task.input ?? []), personFirstInput(referenceTo(flag))];
  draft.put({ ...task, input, lastModified: draft.now });
};

/** Nobody has read it yet. Other flags that a sender put in are not ours to lower. */
export const isUnreadFlag = (resource: FhirResource): resource is Flag =>
  resource.resourceType === 'Flag' &&
  resource.status === 'active' &&
  isRequestDetail(resource.code, 'needs-person-first');

export const personFirstFlags = (referral: Referral): Flag[] => referral.others.filter(isUnreadFlag);

export const needsPersonFirst = (referral: Referral): boolean => personFirstFlags(referral).length > 0;

/** A version in which somebody told of a danger: whoever wrote it must not believe that it is read at once. */
export const raisedIn = (referral: Referral, version: number): boolean =>
  personFirstFlags(referral).some(({ meta }) => meta?.versionId === String(version));

/** When it came to the hub: a sender's own flag may say any other time of itself. */
const cameAt = (flag: Flag): string => flag.meta?.lastUpdated ?? '';

/** Those that somebody can have read at an instant. Others write times to the minute, so that is how they are compared. */
export const flagsReadAt = (referral: Referral, sent: string): Flag[] =>
  personFirstFlags(referral).filter((flag) => cameAt(flag).slice(0, 16) <= sent.slice(0, 16));
