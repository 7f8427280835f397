import type { BusinessStatus, TaskStatus } from './statuses.ts';

/**
 * What a practice's system shows a GP for T1, the Task of a referral. Words of people: DESIGN 1 (never "DNA" or "no-show"). The
 * short reference of the Task belongs beside it, and the date of `status-since`.
 */
export const shownStatuses: Readonly<Record<TaskStatus, string>> = {
  draft: 'Not sent yet',
  requested: 'Sent; the service has not answered yet',
  accepted: 'The service has taken the referral',
  rejected: 'The service cannot take the referral; its reason is in statusReason',
  'in-progress': 'The service is working with the person',
  'on-hold': 'Paused; the reason is in statusReason, and a day on which it is looked at again is set',
  cancelled: 'Stopped; the reason is in statusReason',
  completed: 'Ended; how is the output of type outcome',
  failed: 'Ended without a result; the reason is in statusReason',
  'entered-in-error': 'Sent by mistake and recalled; do not show it as a referral of the person',
};

/** What stands beside it, where the Task has a business status. Undefined: the status alone says it. */
export const shownBusinessStatuses: Readonly<Record<BusinessStatus, string | undefined>> = {
  submitted: undefined,
  acknowledged: 'Seen by the service',
  'awaiting-information': 'The service is finding out what the referral did not say',
  'waiting-list': 'On the waiting list',
  'contact-attempted': 'The service has tried to reach the person',
  'session-scheduled': 'A first meeting is booked',
  'session-attended': 'The person came',
  'did-not-attend': 'The person did not come; the service speaks to them',
  'session-cancelled': 'A meeting was cancelled; the service goes on',
  'cancellation-requested': 'You asked to stop; the service has not answered yet',
  'declined-no-capacity': 'No room at the moment',
  'declined-not-suitable': 'Not the right service for this person',
  'declined-by-patient': 'The person decided against it',
  withdrawn: 'The person or the referrer withdrew',
  'unable-to-contact': 'The person could not be reached',
  disengaged: 'The service lost touch with the person',
  'capacity-lost': 'The service can no longer make room',
  'outcome-achieved': 'What was hoped for was reached',
  'outcome-partial': 'Some of what was hoped for was reached',
  signposted: 'The person was told where else to go',
};
