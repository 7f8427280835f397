import type { Communication } from 'fhir/r4.js';
import { longestName, nameForm } from '../../../contracts/somebodys-name.ts';
import { extensions, systems } from '../../../contracts/systems.ts';
import { isCall, isCallMessage } from '../call/calls.ts';
import { kindOf } from '../coding.ts';
import { coordinatorOf, referrerOf, respondentOf } from '../parties.ts';
import { organisationOf, type Referral, referenceTo } from '../referral.ts';
import type { Refusal } from '../result.ts';

/** What referrer and coordinator write to each other, in words of their own. No partner is ever shown any of it. */
const correspondenceKinds = ['question', 'answer', 'note'] as const;
export type CorrespondenceKind = (typeof correspondenceKinds)[number];

export const correspondenceKindOf = (communication: Communication): CorrespondenceKind | undefined =>
  correspondenceKinds.find((kind) => kind === kindOf(communication));

export const recipientOf = (communication: Communication): string | undefined =>
  organisationOf(communication.recipient?.[0]);
export const senderOf = (communication: Communication): string | undefined => organisationOf(communication.sender);

/**
 * What must arrive at whoever referred, or at whom they named for it, or of a call at who cares for the person: each is delivered
 * by itself, and a person there may say that they read it.
 */
export const isForReferrer = (communication: Communication, referral: Referral): boolean =>
  isCallMessage(communication) ||
  (kindOf(communication) === 'practice-message'
    ? [respondentOf(referral), referrerOf(referral)].includes(recipientOf(communication) ?? '')
    : correspondenceKindOf(communication) !== undefined && recipientOf(communication) === referrerOf(referral));

/** Whoever takes no part, and is sent something that a person there reads: it sees that and says so, and nothing else. */
export const isHearer = (referral: Referral, organisation: string): boolean =>
  respondentOf(referral) === organisation ||
  referral.communications.some((c) => isCallMessage(c) && recipientOf(c) === organisation);

/** What the coordinator's system is told with the state of the Tasks. */
export const isForCoordinator = (communication: Communication, referral: Referral): boolean =>
  [kindOf(communication) === 'acknowledgement', isCall(communication), correspondenceKindOf(communication)].some(
    Boolean,
  ) && recipientOf(communication) === coordinatorOf(referral);

/** Neither answered nor taken back. */
export const isOpenQuestion = (communication: Communication): boolean =>
  kindOf(communication) === 'question' && communication.status === 'in-progress';

/** What the coordinator was written that asks for nothing, and that nobody there has said to have read; the oldest first. */
export const unreadNotes = (referral: Referral): Communication[] =>
  referral.communications
    .filter((c) => ['note', 'answer'].includes(correspondenceKindOf(c) ?? '') && c.received === undefined)
    .filter((c) => recipientOf(c) === coordinatorOf(referral));

/** The version that made a message: its words are of that state. That it was read or answered is a newer one. */
export const madeIn = ({ extension, meta }: Communication): number =>
  extension?.find((e) => e.url === extensions.madeIn)?.valuePositiveInt ?? Number(meta?.versionId ?? 0);

/** With a change of its own, and its words as they were. */
export const withItsWords = (message: Communication, change: Partial<Communication>): Communication => ({
  ...message,
  ...change,
  extension: [
    ...(message.extension ?? []).filter((e) => e.url !== extensions.madeIn),
    { url: extensions.madeIn, valuePositiveInt: madeIn(message) },
  ],
});

/** The one message that a Communication responds to: by reference, or by the identifier with which it was delivered. */
export const messageNamed = (referral: Referral, { inResponseTo = [] }: Communication): Communication | undefined => {
  const [named, second] = inResponseTo;
  if (named === undefined || second !== undefined) return undefined;
  const { reference, identifier } = named;
  return referral.communications.find((c) =>
    reference === undefined
      ? identifier?.system === systems.message && identifier.value === c.id
      : reference === referenceTo(c),
  );
};

/** A name or a role, as a person signs: it is a human who asked, answered or read, never a system. */
export const isSomebodysName = (name: string | undefined): boolean =>
  name !== undefined && name.length <= longestName && nameForm.test(name);

const isOneLine = (text: string): boolean => !/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]/u.test(text);

/** A name that may be left away, or be one letter, is on one line all the same. */
export const brokenName = (name: string | undefined, expression: string): Refusal[] =>
  name === undefined || isOneLine(name)
    ? []
    : [{ code: 'invalid-input', expression, diagnostics: 'one line without control characters' }];

/** A name that must be given. `whose`: the name or role of whom. */
export const nameFaults = (name: string | undefined, expression: string, whose: string): Refusal[] => {
  if (isSomebodysName(name)) return [];
  const broken = brokenName(name, expression);
  return broken.length > 0 ? broken : [{ code: 'missing-element', expression, diagnostics: whose }];
};
