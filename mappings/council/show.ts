import type { FhirResource, Patient, Task } from 'fhir/r4.js';
import type { BusinessStatus } from '../../contracts/lifecycle/statuses.ts';
import { extensions } from '../../contracts/systems.ts';
import { circumstanceIn } from '../../functions/domain/circumstance/circumstances.ts';
import { businessStatusOf } from '../../functions/domain/coding.ts';
import { isReminderTo } from '../../functions/domain/owed/reminders.ts';
import { referrerOf } from '../../functions/domain/parties.ts';
import type { Referral } from '../../functions/domain/referral.ts';
import { senderOf } from '../../functions/domain/said/correspondence.ts';
import { allow } from '../allow-list.ts';
import { showToReferrer } from '../gp/show.ts';
import { elementsIn, type Named } from '../named.ts';
import { showReportAlone } from '../report.ts';
import { statusMessage } from './message.ts';

export const task = [
  {
    why: 'a receipt: which of its requests this is, with the reference for people',
    elements: [
      ...(['resourceType', 'id', 'meta', 'identifier', 'intent', 'code', 'focus', 'for'] as const),
      ...(['authoredOn', 'lastModified', 'requester', 'owner', 'priority'] as const),
    ],
  },
  { why: 'whether somebody sees to it, and nothing of the person', elements: ['status'] },
] as const satisfies readonly Named<keyof Task>[];

/** Where the request is; a code that says something of the person stays. */
export const taskParts = [
  { why: 'what is wanted of the referrer: more information, or nothing', elements: ['businessStatus'] },
] as const satisfies readonly Named<keyof Task>[];

/** Where the request is, and what is wanted of the referrer; every other code says something about the person. */
const ofTheRequest: readonly BusinessStatus[] = [
  ...(['submitted', 'acknowledged', 'awaiting-information', 'waiting-list', 'cancellation-requested'] as const),
];

/** A Task with its status alone: no reason, no outcome, no result. */
export const statusTask = (resource: Task): Task => {
  const business = businessStatusOf(resource);
  const kept = business !== undefined && ofTheRequest.includes(business);
  return { ...allow(resource, elementsIn(task)), ...(kept ? { businessStatus: resource.businessStatus } : {}) };
};

/** As it was sent. Once somebody has changed how the person can be reached, that is left away: it may not be theirs to know. */
const statusPerson = (shown: Patient): Patient => {
  if (shown.meta?.versionId === '1') return shown;
  const { telecom: _t, address: _a, contact: _c, communication: _l, extension, ...rest } = shown;
  const kept = (extension ?? []).filter((e) => e.url !== extensions.safeContact);
  return { ...rest, ...(kept.length > 0 ? { extension: kept } : {}) };
};

/** What a referrer sees who hears the status only: what it sent, as it sent it; its Tasks and messages cut down to the status. */
export const showStatus = (resource: FhirResource, referral: Referral): FhirResource | undefined => {
  const shown = showToReferrer(resource, referral);
  if (shown?.resourceType === 'Task') return statusTask(shown);
  if (shown?.resourceType === 'Patient') return statusPerson(shown);
  if (shown?.resourceType !== 'Communication' || resource.resourceType !== 'Communication') return shown;
  const referrer = referrerOf(referral);
  if (circumstanceIn(resource)) return showReportAlone(resource, referrer);
  return senderOf(resource) === referrer || isReminderTo(resource, referrer)
    ? shown
    : statusMessage(resource, referral);
};
