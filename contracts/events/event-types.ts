import { base } from '../systems.ts';

/**
 * Everything that can happen to a referral, in the past tense. A version of the ledger stores these names only; the
 * event on the bus is `uk.handover.<name>.v1`. A name is never given another meaning: what changes gets a new name, or
 * `.v2` beside `.v1`.
 */
export const eventTypes = {
  'referral-requested': 'A referral was received and is with the coordinator',
  'need-added': 'A further request joined an open referral',
  'request-revoked': 'The referrer withdrew its request',
  'request-entered-in-error': 'The referrer recalled a request that should not have been made',
  'request-completed': 'A request was completed: its Task has ended',
  'onward-requested': 'The coordinator asked a partner to meet the person',
  'companion-asked': 'The coordinator asked a companion to go along to a first meeting',
  'abort-requested': 'Somebody asked the owner of a Task to stop',
  'task-draft': 'A Task was drafted',
  'task-requested': 'A Task was handed to its owner',
  'task-accepted': 'The owner took the Task',
  'task-rejected': 'The owner declined the Task',
  'task-in-progress': 'Work on the Task began or went on',
  'task-on-hold': 'Work on the Task was paused until a review date',
  'task-cancelled': 'The Task was stopped',
  'task-completed': 'The Task was done',
  'task-failed': 'The Task could not be done',
  'task-entered-in-error': 'The Task should not have existed',
  'task-updated': 'Business status, outputs or review date of a Task changed within its status',
  'meeting-named': 'A meeting was named',
  'meeting-moved': 'A meeting was moved',
  'meeting-cancelled': 'A meeting was cancelled',
  'result-recorded': 'Whether the person came was recorded',
  'result-corrected': 'Whether the person came was corrected',
  recorded: 'A conversation, a try to reach the person, or a reading of the risks was recorded',
  'question-asked': 'The referrer or the coordinator asked the other a question',
  'question-answered': 'A question was answered',
  'question-taken-back': 'A question needs no answer any more',
  'note-added': 'The referrer or the coordinator added a note for the other',
  acknowledged: 'Somebody has read a message',
  'contact-corrected': 'How the person can be reached was corrected',
  'circumstance-reported': 'Something that became known of the person was reported',
  'circumstance-settled': 'Whether it is so was said, or that it is over',
  'call-asked': 'Somebody asked that the person is called',
  opened: 'A named person opened it',
  chased: 'The hub reminded somebody of what they owe',
  'message-due': 'A message to the practice is to be sent',
} as const satisfies Record<string, string>;

export type EventName = keyof typeof eventTypes;

/** Where the JSON Schema of these events is published: their `dataschema`. */
export const thinEventSchema = `${base}/events/thin-event.v1.schema.json`;

/** `type` of the CloudEvent and `detail-type` on the bus. */
export const cloudEventType = (name: string): string => `uk.handover.${name}.v1`;
