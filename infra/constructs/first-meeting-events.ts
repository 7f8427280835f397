import { cloudEventType } from '../../contracts/events/event-types.ts';

/** Events by which safeguarding hears that somebody who is at risk did not come to a first meeting: kinds of the bus. */
export const firstMeetingEvents = (['result-recorded', 'result-corrected'] as const).map(cloudEventType);
