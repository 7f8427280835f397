import type { Communication } from 'fhir/r4.js';
import type { RecordCommunication } from './actions.ts';
import { readInstant } from './calendar.ts';
import { kindOf } from './coding.ts';
import type { Draft } from './decision.ts';
import { coordinatorOf, referrerOf } from './parties.ts';
import { personFirstFlags } from './person-first.ts';
import { type Actor, type Referral, referenceTo } from './referral.ts';
import { ok, type Refusal, type Result, refuse, refuseAll } from './result.ts';

/** A `not-done` or `entered-in-error` conversation was none. */
const happened: readonly string[] = ['completed', 'in-progress'];

const callerKinds = ['conversation', 'contact-attempt', 'risks-read'];

const aboutOf = (communication: Communication): string[] => communication.about?.map((a) => a.reference ?? '') ?? [];

const recordFaults = (referral: Referral, communication: Communication): Refusal[] => {
  const kind = kindOf(communication);
  if (kind === undefined || !callerKinds.includes(kind))
    return [{ code: 'unknown-code', expression: 'Communication.category' }];
  const about = aboutOf(communication);
  const known = [referral.task, ...referral.onward.map((o) => o.task)].map(referenceTo);
  const faults: Refusal[] = [];
  if (about.length === 0 || !about.every((reference) => known.includes(reference)))
    faults.push({ code: 'wrong-parent', expression: 'Communication.about' });
  if (!happened.includes(communication.status))
    faults.push({
      code: 'invalid-input',
      expression: 'Communication.status',
      diagnostics: `what is recorded has happened: ${happened.join(', ')}`,
    });
  if (kind === 'risks-read' && !communication.sender?.display?.trim())
    faults.push({
      code: 'missing-element',
      expression: 'Communication.sender.display',
      diagnostics: 'the name of the professional',
    });
  return faults;
};

/** A conversation with the person, a try to reach them, or a named professional having read the risks. */
export const decideRecord = (draft: Draft, { communication }: RecordCommunication, actor: Actor): Result<void> => {
  const { referral } = draft;
  if (coordinatorOf(referral) !== actor.organisation) {
    return referrerOf(referral) === actor.organisation ? refuse('not-yours-to-change') : refuse('not-found');
  }
  const faults = refuseAll(recordFaults(referral, communication));
  if (faults) return faults;
  // Instants are kept in one form: deadlines and "since then" compare them as strings.
  const sent = communication.sent === undefined ? draft.now : readInstant(communication.sent);
  if (sent === undefined || sent > draft.now) {
    return refuse('invalid-input', {
      expression: 'Communication.sent',
      diagnostics: 'an instant with its zone, not in the future',
    });
  }
  const subject = { reference: referenceTo(referral.patient) };
  const task = aboutOf(communication)[0] ?? referenceTo(referral.task);
  draft.put({ ...communication, id: draft.nextId('m'), subject, sent }, { type: 'recorded', task });
  if (kindOf(communication) === 'risks-read') lowerFlags(draft);
  return ok(undefined);
};

const lowerFlags = (draft: Draft): void => {
  for (const flag of personFirstFlags(draft.referral)) draft.put({ ...flag, status: 'inactive' });
};
