import type { Communication, FhirResource, ServiceRequest, Task, TaskOutput } from 'fhir/r4.js';
import { isCallMessage } from '../../functions/domain/call/calls.ts';
import { circumstanceIn } from '../../functions/domain/circumstance/circumstances.ts';
import { mustBeHeld } from '../../functions/domain/circumstance/held-messages.ts';
import { isOutput, isRequestDetail } from '../../functions/domain/coding.ts';
import { asReferrerSees } from '../../functions/domain/measures/as-referrer-sees.ts';
import { isReminderTo } from '../../functions/domain/owed/reminders.ts';
import { referrerOf, respondentOf } from '../../functions/domain/parties.ts';
import { isUnsaid } from '../../functions/domain/permission/say-known.ts';
import { organisationOf, type Referral, referenceTo } from '../../functions/domain/referral.ts';
import { correspondenceKindOf, isForReferrer, senderOf } from '../../functions/domain/said/correspondence.ts';
import { isHubsOnTask } from '../../functions/domain/tasks/own-extensions.ts';
import { allow } from '../allow-list.ts';
import { elementsIn } from '../named.ts';
import { reminder } from '../reminder.ts';
import { showReport } from '../report.ts';
import { correspondence } from './correspondence.ts';
import { practiceMessage } from './message.ts';
import { patient, serviceRequest, task, written } from './own-request.ts';

/**
 * What the referrer sees of a resource, or undefined: what it sent, as it sent it; how its request stands; and what it
 * was told. Never an onward request, a permission, a meeting, or what the coordinator wrote down.
 */
export const showToReferrer = (resource: FhirResource, referral: Referral): FhirResource | undefined => {
  switch (resource.resourceType) {
    case 'Patient':
      return resource.id === referral.patient.id ? allow(resource, elementsIn(patient)) : undefined;
    case 'ServiceRequest':
      return isOwn(resource, referral) ? allow(resource, elementsIn(serviceRequest)) : undefined;
    case 'Task':
      return showTask(resource, referral);
    case 'Communication':
      return showCommunication(resource, referral);
    default:
      return undefined;
  }
};

/** SR1 and the further needs: what the referrer itself asked for. */
const isOwn = (request: ServiceRequest, referral: Referral): boolean =>
  request.id === referral.request.id || referral.furtherNeeds.some((need) => need.id === request.id);

/** T1, and a request to stop it that the referrer made. */
const showTask = (resource: Task, referral: Referral): Task | undefined => {
  const isReferral = resource.id === referral.task.id;
  const asksToStop =
    resource.focus?.reference === referenceTo(referral.task) &&
    organisationOf(resource.requester) === referrerOf(referral);
  if (!isReferral && !asksToStop) return undefined;
  const input = (resource.input ?? []).filter((i) => !isRequestDetail(i.type, 'needs-person-first'));
  // How able somebody feels is between them and the service.
  const output = (resource.output ?? [])
    .filter((o) => !isOutput(o, 'segment'))
    .map(coded)
    .filter((o) => o !== undefined);
  const extension = (resource.extension ?? []).filter((e) => !isHubsOnTask(e));
  return {
    ...allow(asReferrerSees(resource), elementsIn(task)),
    // That risks were found is told to whoever reads them: a referrer may be a friend, at the person's side.
    ...(input.length > 0 ? { input } : {}),
    ...(output.length > 0 ? { output } : {}),
    ...(extension.length > 0 ? { extension } : {}),
  };
};

/** Outputs are told as codes: a note in one is the coordinator's own. */
const coded = ({ type, valueCodeableConcept }: TaskOutput): TaskOutput | undefined => {
  const coding = valueCodeableConcept?.coding?.map((c) => allow(c, ['system', 'code']));
  return coding && coding.length > 0
    ? {
        type: { coding: type.coding?.map((c) => allow(c, ['system', 'code'])) ?? [] },
        valueCodeableConcept: { coding },
      }
    : undefined;
};

/** What somebody wrote themselves, to them. */
export const showWritten = (communication: Communication): Communication => allow(communication, elementsIn(written));

/** What the hub or the coordinator told it, with the words of a message; and what it wrote itself. */
const showCommunication = (communication: Communication, referral: Referral): Communication | undefined => {
  // To whom it goes sees it, whoever referred: functions/fhir/reading/view.ts.
  if (isCallMessage(communication)) return undefined;
  if (circumstanceIn(communication)) return showReport(communication, referrerOf(referral));
  const sender = senderOf(communication);
  if (sender === referrerOf(referral) || sender === respondentOf(referral)) return showWritten(communication);
  if (isReminderTo(communication, referrerOf(referral))) return reminder(communication, referral);
  if (!isForReferrer(communication, referral) || mustBeHeld(communication, referral)) return undefined;
  if (isUnsaid(communication, referral)) return undefined;
  const kind = correspondenceKindOf(communication);
  return kind ? correspondence(communication, kind, referral) : practiceMessage(communication, referral);
};
