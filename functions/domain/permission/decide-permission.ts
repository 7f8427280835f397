import type { Consent } from 'fhir/r4.js';
import { extensions } from '../../../contracts/systems.ts';
import type { Draft } from '../decide/decision.ts';
import { coordinatorOf, roleOf } from '../parties.ts';
import { type Actor, organisation, referenceTo } from '../referral.ts';
import { ok, type Result, refuse, refuseAll } from '../result.ts';
import { messagePractice } from '../said/practice-messages.ts';
import { stopObjected } from '../tasks/children.ts';
import { recordingFaults } from './recording-faults.ts';
import { agreedToSayKnown } from './say-known.ts';

/** What the person permits an organisation, or that they object to it. It comes by itself, or with an onward request. */
export interface RecordPermission {
  readonly kind: 'record-permission';
  readonly consent: Consent;
}

/** As it is kept: which organisation wrote it down is for the hub to say, when is the version's own instant. */
const signedBy = (consent: Consent, { organisation: code }: Actor): Consent => {
  const isRecorder = ({ url }: { url: string }) => url === extensions.recordedBy;
  const display = consent.extension?.find(isRecorder)?.valueReference?.display;
  const others = (consent.extension ?? []).filter((e) => !isRecorder(e));
  const valueReference = { ...organisation(code), ...(display ? { display } : {}) };
  return { ...consent, extension: [...others, { url: extensions.recordedBy, valueReference }] };
};

/**
 * Every permission and objection is kept by this, whichever door it came by. It makes no event: the practice, which would hear
 * it too, is not told whom the person wants to do without; what follows for a partner is an event of its Task.
 */
export const keepPermission = (draft: Draft, consent: Consent, actor: Actor): void => {
  const patient = { reference: referenceTo(draft.referral.patient) };
  draft.put({ ...signedBy(consent, actor), patient, id: draft.nextId('c') });
};

/**
 * The coordinator records it, in whatever state the referral is: a person may object when all is over, as copies outlive a
 * referral. From this version on nothing is sent to whom they object to, and who has begun is asked to stop.
 */
export const decideRecordPermission = (draft: Draft, { consent }: RecordPermission, actor: Actor): Result<void> => {
  const { referral, now } = draft;
  const role = roleOf(referral, actor.organisation);
  if (role === undefined || role === 'partner') return refuse('not-found');
  if (coordinatorOf(referral) !== actor.organisation) return refuse('not-yours-to-change');
  const faults = refuseAll(recordingFaults(consent, referral, now));
  if (faults) return faults;
  const wasAgreed = agreedToSayKnown(referral, now);
  keepPermission(draft, consent, actor);
  stopObjected(draft, referral);
  if (!wasAgreed && agreedToSayKnown(draft.referral, now)) messagePractice(draft, 'already-known');
  return ok(undefined);
};
