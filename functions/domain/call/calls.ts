import type { Communication } from 'fhir/r4.js';
import type { PracticeMessage } from '../../../contracts/lifecycle/codes.ts';
import { systems } from '../../../contracts/systems.ts';
import { codeIn, kindOf } from '../coding.ts';
import { type Referral, referenceTo } from '../referral.ts';

/** Somebody asked that the person is called, because they are not well. */
export interface Call {
  /** As it was asked. Its payload is what whoever asked was told. */
  readonly record: Communication;
  /** What the clinical owner is sent; absent: the coordinator rings. */
  readonly message?: Communication;
}

export const isCall = (communication: Communication): boolean => kindOf(communication) === 'please-call';

/** The message to the clinical owner that a call makes. */
export const callTopic = 'please-call' satisfies PracticeMessage;
export const isCallMessage = (communication: Communication): boolean =>
  kindOf(communication) === 'practice-message' && codeIn(systems.practiceMessage, communication.topic) === callTopic;

export const isUrgent = ({ priority }: Communication): boolean => priority === 'urgent';

const messageOf = (referral: Referral, record: Communication): Communication | undefined =>
  referral.communications.find(
    (c) => isCallMessage(c) && (c.partOf ?? []).some(({ reference }) => reference === referenceTo(record)),
  );

export const callsIn = (referral: Referral): Call[] =>
  referral.communications.filter(isCall).map((record) => {
    const message = messageOf(referral, record);
    return { record, ...(message ? { message } : {}) };
  });

/** Nobody who cares for the person is known to have read it. */
export const isOpenCall = ({ record }: Call): boolean => record.status === 'in-progress';

/** The call of which this is the record or the message. */
export const callOf = (referral: Referral, { id }: Communication): Call | undefined =>
  callsIn(referral).find(({ record, message }) => record.id === id || message?.id === id);
