import type { Communication, FhirResource, Patient, ServiceRequest, Task, TaskOutput } from 'fhir/r4.js';
import { circumstanceIn } from '../../functions/domain/circumstance/circumstances.ts';
import { mustBeHeld } from '../../functions/domain/circumstance/held-messages.ts';
import { isRequestDetail } from '../../functions/domain/coding.ts';
import { isReminderTo } from '../../functions/domain/owed/reminders.ts';
import { referrerOf, respondentOf } from '../../functions/domain/parties.ts';
import { organisationOf, type Referral, referenceTo } from '../../functions/domain/referral.ts';
import { correspondenceKindOf, isForReferrer, senderOf } from '../../functions/domain/said/correspondence.ts';
import { isHubsOnTask } from '../../functions/domain/tasks/own-extensions.ts';
import { allow } from '../allow-list.ts';
import { reminder } from '../reminder.ts';
import { showReport } from '../report.ts';
import { correspondence, written } from './correspondence.ts';
import { practiceMessage } from './message.ts';

/**
 * What the referrer sees of a resource, or undefined: what it sent, as it sent it; how its request stands; and what it
 * was told. Never an onward request, a permission, a meeting, or what the coordinator wrote down.
 */
export const showToReferrer = (resource: FhirResource, referral: Referral): FhirResource | undefined => {
  switch (resource.resourceType) {
    case 'Patient':
      return resource.id === referral.patient.id ? allow(resource, patient) : undefined;
    case 'ServiceRequest':
      return isOwn(resource, referral) ? allow(resource, serviceRequest) : undefined;
    case 'Task':
      return showTask(resource, referral);
    case 'Communication':
      return showCommunication(resource, referral);
    default:
      return undefined;
  }
};

const patient = [
  ...(['resourceType', 'id', 'meta', 'implicitRules', 'language', 'text', 'contained', 'extension'] as const),
  ...(['modifierExtension', 'identifier', 'active', 'name', 'telecom', 'gender', '_gender', 'birthDate'] as const),
  ...([
    '_birthDate',
    'deceasedBoolean',
    'deceasedDateTime',
    'address',
    'maritalStatus',
    'multipleBirthBoolean',
  ] as const),
  ...(['multipleBirthInteger', 'photo', 'contact', 'communication', 'generalPractitioner'] as const),
  ...(['managingOrganization', 'link'] as const),
] as const satisfies readonly (keyof Patient)[];

const serviceRequest = [
  ...(['resourceType', 'id', 'meta', 'implicitRules', 'language', 'text', 'contained', 'extension'] as const),
  ...(['modifierExtension', 'identifier', 'instantiatesCanonical', 'instantiatesUri', 'basedOn', 'replaces'] as const),
  ...(['requisition', 'status', 'intent', 'category', 'priority', 'doNotPerform', 'code', 'orderDetail'] as const),
  ...(['quantityQuantity', 'quantityRatio', 'quantityRange', 'subject', 'encounter', 'occurrenceDateTime'] as const),
  ...(['occurrencePeriod', 'occurrenceTiming', 'asNeededBoolean', 'asNeededCodeableConcept', 'authoredOn'] as const),
  ...(['requester', 'performerType', 'performer', 'locationCode', 'locationReference', 'reasonCode'] as const),
  ...(['reasonReference', 'insurance', 'supportingInfo', 'specimen', 'bodySite', 'note'] as const),
  ...(['patientInstruction', 'relevantHistory'] as const),
] as const satisfies readonly (keyof ServiceRequest)[];

const task = [
  ...(['resourceType', 'id', 'meta', 'identifier', 'status', 'statusReason', 'businessStatus', 'intent'] as const),
  ...(['priority', 'code', 'focus', 'for', 'executionPeriod', 'authoredOn', 'lastModified', 'requester'] as const),
  ...(['owner', 'reasonCode'] as const),
  // Of the Task that the referrer made itself: nobody else writes these, but that the coordinator adds notes of its own.
  ...(['contained', 'groupIdentifier', 'description', 'encounter', 'location', 'performerType'] as const),
  ...(['reasonReference', 'relevantHistory', 'insurance', 'note', 'restriction'] as const),
] as const satisfies readonly (keyof Task)[];

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
  const output = (resource.output ?? []).map(coded).filter((o) => o !== undefined);
  const extension = (resource.extension ?? []).filter((e) => !isHubsOnTask(e));
  return {
    ...allow(resource, task),
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

/** What the hub or the coordinator told it, with the words of a message; and what it wrote itself. */
const showCommunication = (communication: Communication, referral: Referral): Communication | undefined => {
  if (circumstanceIn(communication)) return showReport(communication, referrerOf(referral));
  const sender = senderOf(communication);
  if (sender === referrerOf(referral) || sender === respondentOf(referral)) return allow(communication, written);
  if (isReminderTo(communication, referrerOf(referral))) return reminder(communication, referral);
  if (!isForReferrer(communication, referral) || mustBeHeld(communication, referral)) return undefined;
  const kind = correspondenceKindOf(communication);
  return kind ? correspondence(communication, kind, referral) : practiceMessage(communication, referral);
};
