import type { Communication, Task } from 'fhir/r4.js';
import { isAbout, kindOf } from '../coding.ts';
import { type Referral, referenceTo } from '../referral.ts';

/** What is recorded took place; FHIR's `not-done` says of a first conversation that it was not possible. */
export const takenPlace: readonly string[] = ['completed', 'in-progress'];

/** Conversations with the person, held or not possible, in the order in which they were recorded. */
export const conversationsIn = (referral: Referral): Communication[] =>
  referral.communications.filter((c) => kindOf(c) === 'conversation' && c.status !== 'entered-in-error');

export const isHeld = ({ status }: Communication): boolean => takenPlace.includes(status);

/** Somebody spoke with the person: one that was not possible is none. */
export const heldIn = (referral: Referral): Communication[] => conversationsIn(referral).filter(isHeld);

/** The latest of some instants in one form; the empty string where there is none. */
export const latestOf = (instants: readonly (string | undefined)[]): string =>
  instants.reduce<string>((latest, at) => (at !== undefined && at > latest ? at : latest), '');

/** Held about this or about the whole. */
const heldAbout = (referral: Referral, task: Task): Communication[] =>
  heldIn(referral).filter((c) => isAbout(c, referenceTo(task)) || isAbout(c, referenceTo(referral.task)));

/** When somebody last spoke to the person, about this or about the whole; the empty string where nobody did. */
export const lastSpokenAbout = (referral: Referral, task: Task): string =>
  latestOf(heldAbout(referral, task).map((c) => c.sent));

/** Whether somebody spoke to the person about this very group since: in a talk about the whole, nobody need have said that a meeting has moved. */
export const wasToldAbout = (referral: Referral, task: Task, since: string): boolean =>
  heldIn(referral).some((c) => isAbout(c, referenceTo(task)) && (c.sent ?? '') >= since);

/** When the hub was last told of it: whoever writes it down says when it was. */
export const lastToldOfSpeaking = (referral: Referral, task: Task): string =>
  latestOf(heldAbout(referral, task).map((c) => c.meta?.lastUpdated));

/** The same, or tried to. */
export const lastReached = (referral: Referral, task: Task): string =>
  latestOf([
    lastSpokenAbout(referral, task),
    ...referral.communications
      .filter((c) => kindOf(c) === 'contact-attempt')
      .filter((c) => isAbout(c, referenceTo(task)) || isAbout(c, referenceTo(referral.task)))
      .map((c) => c.sent),
  ]);
