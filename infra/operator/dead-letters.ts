import { firstMeetingEvents } from '../constructs/first-meeting-events.ts';

/** Where messages wait that nobody takes any more, and what becomes of them when the fault is mended. */
export interface DeadLetters {
  /** Output of the stack with the address of the queue. */
  readonly output: string;
  /** Output of the queue that takes them again; without one the work was done since, and they are only thrown away. */
  readonly back?: string;
  /** Output of a queue that takes those of these kinds as well. */
  readonly also?: { readonly output: string; readonly kinds: readonly string[] };
  /** What is in it, and why. */
  readonly holds: string;
}

/** By the name that an operator types. Each has a section in infra/decisions/runbook.md. */
export const deadLetters: Readonly<Record<string, DeadLetters>> = {
  undeliverable: {
    output: 'QueueDeliveryUndeliverable',
    back: 'QueueDeliveryDue',
    holds: 'referrals whose messages could not be tried five times',
  },
  unrouted: {
    output: 'QueueDeliveryUnrouted',
    back: 'QueueDeliveryDue',
    holds: 'events that the rule could not put on the delivery queue',
  },
  unheard: {
    output: 'QueueDeliveryMailUnheard',
    back: 'QueueDeliveryDue',
    holds: 'e-mails that came back, of which the rule could not tell the delivery queue',
  },
  undecipherable: {
    output: 'QueueEventsUndecipherable',
    back: 'QueueDeliveryDue',
    also: { output: 'QueueSafeguardingResults', kinds: firstMeetingEvents },
    holds: 'events that the bus could not encrypt',
  },
  unprojectable: {
    output: 'QueueProjectionUnprojectable',
    back: 'QueueProjectionUnprojected',
    holds: 'changes of referrals that could not be shown for a day',
  },
  missed: {
    output: 'QueueChaseMissed',
    holds: 'sweeps that failed; each later sweep has done their work',
  },
  'synthetic-missed': {
    output: 'QueueSyntheticMissed',
    holds: 'rounds of nobody that failed; each later one tries anew',
  },
  'digest-missed': {
    output: 'QueueDigestMissed',
    holds: 'mornings on which the counts did not go out; the schedule tries four times, the next day anew',
  },
  'safeguarding-missed': {
    output: 'QueueSafeguardingMissed',
    holds: 'minutes in which no concern was looked at; each later one has done their work',
  },
  'safeguarding-unheard': {
    output: 'QueueSafeguardingUnheard',
    back: 'QueueSafeguardingResults',
    holds: 'first meetings of which nobody looked whether somebody at risk did not come',
  },
  'directory-missed': {
    output: 'QueueDirectoryMissed',
    holds: 'quarters of an hour in which no directory was read; each later one goes on from there',
  },
  'reconcile-missed': {
    output: 'QueueReconcileMissed',
    holds: 'comparisons that failed; each later one has done their work',
  },
  'anchoring-missed': {
    output: 'QueueAnchoringMissed',
    holds: 'anchors of the trail that failed; each later one covers their hours',
  },
};
