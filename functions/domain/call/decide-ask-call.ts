import type { Communication } from 'fhir/r4.js';
import { communicationKinds, practiceMessages } from '../../../contracts/lifecycle/codes.ts';
import { type CallAskedBy, callAskedBy } from '../../../contracts/lifecycle/please-call.ts';
import { extensions, systems } from '../../../contracts/systems.ts';
import { hasDied, messageWaits } from '../circumstance/circumstances.ts';
import { ofPartner, ofThread } from '../circumstance/decide-report.ts';
import { concept, recordKind } from '../coding.ts';
import type { Draft } from '../decide/decision.ts';
import { coordinatorOf, roleOf } from '../parties.ts';
import { type Actor, organisation, type Referral, referenceTo } from '../referral.ts';
import { ok, type Result, refuse } from '../result.ts';
import { senderOf, withItsWords } from '../said/correspondence.ts';
import { type Call, callsIn, callTopic, isOpenCall, isUrgent } from './calls.ts';
import { callSays, readingBy } from './says.ts';

/** The person is not well: somebody who cares for them is to call. By a group of its invitation, else of the whole. */
export interface AskCall {
  readonly kind: 'ask-call';
  /** Id of T1, or of the partner's own onward Task. */
  readonly task: string;
  readonly urgent: boolean;
  readonly askedBy: CallAskedBy;
  /** Name or role of who says so. */
  readonly by?: string;
  /** Organisation code of who is to read it, where one is known and can be sent it now (usecases/ask-call.ts). */
  readonly owner?: string;
}

/** What this organisation has asked, and nobody is known to have read. */
const openBy = (referral: Referral, { organisation: by }: Actor): Call[] =>
  callsIn(referral).filter((call) => isOpenCall(call) && senderOf(call.record) === by);

/** It has become urgent: who reads that, or is rung about it, need not read or be rung about what was said before as well. */
const takeOver = (draft: Draft, { record, message }: Call): void => {
  for (const one of [record, ...(message ? [message] : [])]) draft.put(withItsWords(one, { status: 'stopped' }));
};

const recordOf = (
  draft: Draft,
  { task, urgent, askedBy, by }: AskCall,
  actor: Actor,
  told: 'told' | 'not-told',
): Communication => {
  const { referral, now } = draft;
  const coordinator = coordinatorOf(referral) ?? '';
  const reading = readingBy(urgent, now);
  return {
    resourceType: 'Communication',
    id: draft.nextId('m'),
    extension: [{ url: extensions.callDue, valuePeriod: { start: reading.readBy, end: reading.ringBy } }],
    status: 'in-progress',
    category: [recordKind('please-call', communicationKinds['please-call'])],
    priority: urgent ? 'urgent' : 'routine',
    topic: concept(systems.pleaseCall, askedBy, callAskedBy[askedBy]),
    subject: { reference: referenceTo(referral.patient) },
    about: [{ reference: `Task/${task}` }],
    sender: { ...organisation(actor.organisation), ...(by ? { display: by } : {}) },
    ...(coordinator === actor.organisation ? {} : { recipient: [organisation(coordinator)] }),
    sent: now,
    payload: [{ contentString: callSays(reading, coordinator === actor.organisation ? told : 'unknown') }],
  };
};

/** In codes, as every message to a practice: its words are made when it is sent (mappings/gp/call-message.ts). */
const messageOf = (draft: Draft, record: Communication, owner: string): Communication => {
  const { referral, now } = draft;
  return {
    resourceType: 'Communication',
    id: draft.nextId('m'),
    status: 'in-progress',
    category: [recordKind('practice-message')],
    topic: concept(systems.practiceMessage, callTopic, practiceMessages[callTopic].display),
    ...(record.priority ? { priority: record.priority } : {}),
    partOf: [{ reference: referenceTo(record) }],
    subject: { reference: referenceTo(referral.patient) },
    basedOn: [{ reference: referenceTo(referral.request) }],
    about: [{ reference: referenceTo(referral.task) }],
    sender: organisation(coordinatorOf(referral) ?? ''),
    recipient: [organisation(owner)],
    sent: now,
    ...(record.topic ? { reasonCode: [record.topic] } : {}),
  };
};

/**
 * Whoever takes part asks that the person is called. It is owed from this version on (owed-calls.ts): by its clinical owner, or by
 * the coordinator where none is known, none can be reached, or what was reported makes it doubtful who cares for the person.
 */
export const decideAskCall = (draft: Draft, action: AskCall, actor: Actor): Result<void> => {
  const { referral } = draft;
  const isPartner = roleOf(referral, actor.organisation) === 'partner';
  const mayBe = isPartner ? ofPartner(referral, action.task, actor) : ofThread(referral, action.task);
  if (!mayBe.ok) return mayBe;
  if (referral.task.status === 'entered-in-error') return refuse('ended', { diagnostics: 'the referral was recalled' });
  // Whoever else asks is answered as ever: that the person has died is not theirs to know. Nobody owes it (owed-calls.ts).
  if (hasDied(referral) && roleOf(referral, actor.organisation) === 'coordinator')
    return refuse('ended', { diagnostics: 'the person has died' });
  const open = openBy(referral, actor);
  // Said again it stands; that it has become urgent is new.
  if (open.some(({ record }) => isUrgent(record) || !action.urgent)) return ok(undefined);
  for (const call of open) takeOver(draft, call);
  const { owner } = action;
  // Who asks knows it already: then the coordinator sees that somebody calls.
  const goes = owner !== undefined && owner !== actor.organisation && !messageWaits(referral, callTopic);
  const record = recordOf(draft, action, actor, goes ? 'told' : 'not-told');
  draft.put(record, { type: 'call-asked', task: referenceTo(referral.task) });
  if (!goes) return ok(undefined);
  draft.put(messageOf(draft, record, owner), { type: 'message-due', task: referenceTo(referral.task) });
  return ok(undefined);
};
