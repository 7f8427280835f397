import type { Communication, Task } from 'fhir/r4.js';
import { isCallMessage } from '../domain/call/calls.ts';
import { kindOf } from '../domain/coding.ts';
import { answeredByHand } from '../domain/request/answers-to.ts';

/** What answers the request goes to whom it names, by hand, where no organisation that takes part is meant; nothing else does. */
export const isToldByHand = (task: Task, communication: Communication): boolean =>
  kindOf(communication) === 'practice-message' && !isCallMessage(communication) && answeredByHand(task) !== undefined;
