import type { Communication, FhirResource, Meta, Patient, ServiceRequest, Task } from 'fhir/r4.js';
import type { Referral } from '../../functions/domain/referral.ts';
import { correspondenceKindOf } from '../../functions/domain/said/correspondence.ts';
import { topicOf } from '../../functions/domain/said/practice-messages.ts';
import { allow } from '../allow-list.ts';
import { serviceRequest } from '../gp/own-request.ts';
import { showToReferrer } from '../gp/show.ts';
import { elementsIn, type Named } from '../named.ts';
import { showStatus } from './show.ts';

export const task = [
  {
    why: 'a receipt: which of its requests this is, with the reference for people',
    elements: [
      ...(['resourceType', 'id', 'identifier', 'intent', 'code', 'focus', 'for'] as const),
      ...(['authoredOn', 'requester', 'owner', 'priority'] as const),
    ],
  },
] as const satisfies readonly Named<keyof Task>[];

export const patient = [
  { why: 'to know which record this is', elements: ['resourceType', 'id'] },
] as const satisfies readonly Named<keyof Patient>[];

/** The same however often it changed: a version or an instant tells that something happens. */
const frozen = (since: string | undefined): Meta => ({ versionId: '1', ...(since ? { lastUpdated: since } : {}) });

/** That it was sent, for good. */
export const receiptTask = (resource: Task): Task => ({
  ...allow(resource, elementsIn(task)),
  intent: resource.intent,
  meta: frozen(resource.authoredOn),
  status: 'requested',
});

/** What it asked for, as it wrote it. */
export const receiptRequest = (resource: ServiceRequest, since: string | undefined): ServiceRequest => ({
  ...allow(resource, elementsIn(serviceRequest)),
  meta: frozen(since),
  status: 'active',
});

/** A message of how it goes. What a person asks of whoever referred, or no longer asks, is for them all the same. */
export const isNews = (communication: Communication): boolean => {
  const topic = topicOf(communication);
  return topic !== undefined && topic !== 'question-taken-back';
};

/**
 * As it was written. Whether anybody read it, and what was found out, says that somebody was at work; that a question is
 * answered or taken back they know from the answer, or did it themselves.
 */
const receiptMessage = (shown: FhirResource | undefined): Communication | undefined => {
  if (shown?.resourceType !== 'Communication') return undefined;
  const { received: _r, ...written } = shown;
  const isQuestion = correspondenceKindOf(shown) === 'question';
  return { ...written, meta: frozen(shown.sent), status: isQuestion ? shown.status : 'in-progress' };
};

/** A referrer who may know that its request arrived, and no more until the person agreed (issue 6, 4). */
export const showReceipt = (resource: FhirResource, referral: Referral): FhirResource | undefined => {
  switch (resource.resourceType) {
    case 'Task':
      return resource.id === referral.task.id ? receiptTask(resource) : undefined;
    case 'ServiceRequest': {
      const shown = showToReferrer(resource, referral);
      return shown?.resourceType === 'ServiceRequest' ? receiptRequest(shown, referral.task.authoredOn) : undefined;
    }
    case 'Patient':
      return resource.id === referral.patient.id
        ? { ...allow(resource, elementsIn(patient)), meta: frozen(referral.task.authoredOn) }
        : undefined;
    case 'Communication':
      return isNews(resource) ? undefined : receiptMessage(showStatus(resource, referral));
    default:
      return undefined;
  }
};
