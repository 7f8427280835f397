import type { Communication } from 'fhir/r4.js';
import { coordinatorOf, roleOf } from '../parties.ts';
import { type Actor, organisation, organisationOf, type Referral, referenceTo } from '../referral.ts';
import { ok, type Refusal, type Result, refuse, refuseAll } from '../result.ts';
import {
  brokenName,
  type CorrespondenceKind,
  correspondenceKindOf,
  isOpenQuestion,
  messageNamed,
  recipientOf,
  senderOf,
  withItsWords,
} from '../said/correspondence.ts';
import { messagePractice } from '../said/practice-messages.ts';
import { mostCharacters } from '../text-limits.ts';
import type { Correspond, TakeBack } from './actions.ts';
import type { Draft } from './decision.ts';

/** Nobody shows it as anything but text; this keeps what another system might do with it harmless. */
const markup = /<[/!]?[a-z][^<>]*>|<!--|\{\{|\{%|<%|\$\{/i;

const events = {
  question: 'question-asked',
  answer: 'question-answered',
  note: 'note-added',
} as const satisfies Record<CorrespondenceKind, string>;

const textFaults = ({ payload = [] }: Communication): Refusal[] => {
  const [first, second] = payload;
  const text = first?.contentString?.trim() ?? '';
  if (text !== '' && text.length <= mostCharacters && second === undefined && !markup.test(text)) return [];
  const diagnostics = `one contentString, 1 to ${mostCharacters} characters of plain text without markup or placeholders`;
  return [{ code: 'invalid-input', expression: 'Communication.payload', diagnostics }];
};

const writingFaults = (referral: Referral, communication: Communication): Refusal[] => {
  const faults = [
    ...textFaults(communication),
    ...brokenName(communication.sender?.display, 'Communication.sender.display'),
  ];
  const { about = [], status, priority } = communication;
  if (about.length !== 1 || about[0]?.reference !== referenceTo(referral.task))
    faults.push({ code: 'wrong-parent', expression: 'Communication.about', diagnostics: 'the Task of the referral' });
  if (status !== 'completed' && status !== 'in-progress')
    faults.push({ code: 'invalid-input', expression: 'Communication.status', diagnostics: 'completed or in-progress' });
  if (priority === 'stat' || priority === 'asap')
    faults.push({ code: 'urgent-elsewhere', expression: 'Communication.priority' });
  return faults;
};

/** The open question to this organisation that an answer names. */
const questionFor = (referral: Referral, answer: Communication, actor: Actor): Result<Communication> => {
  const question = messageNamed(referral, answer);
  const fault = (diagnostics: string) =>
    refuse('invalid-input', { expression: 'Communication.inResponseTo', diagnostics });
  if (!question || recipientOf(question) !== actor.organisation) return fault('names no question to your organisation');
  return isOpenQuestion(question) ? ok(question) : fault('the question was answered or taken back');
};

/** The other one of the two who may write to each other; a coordinator that referred has nobody to write to. */
const otherSide = (referral: Referral, actor: Actor): string | undefined => {
  const other = roleOf(referral, actor.organisation) === 'coordinator' ? referral.task.requester : referral.task.owner;
  const code = organisationOf(other);
  return code === actor.organisation ? undefined : code;
};

/** A question, an answer or a note on T1: one side writes, the other is told. */
export const decideCorrespond = (draft: Draft, action: Correspond, actor: Actor): Result<void> => {
  const { referral, now } = draft;
  if (roleOf(referral, actor.organisation) === 'partner') return refuse('not-found');
  const { status } = referral.task;
  if (status === 'entered-in-error') return refuse('ended', { diagnostics: 'the referral was recalled' });
  const kind = correspondenceKindOf(action.communication);
  if (kind === undefined) return refuse('unknown-code', { expression: 'Communication.category' });
  const other = status === 'draft' ? undefined : otherSide(referral, actor);
  if (other === undefined) return refuse('invalid-input', { diagnostics: 'nobody is on the other side yet' });
  const faults = refuseAll(writingFaults(referral, action.communication));
  if (faults) return faults;
  if (kind === 'answer') {
    const question = questionFor(referral, action.communication, actor);
    if (!question.ok) return question;
    draft.put(withItsWords(question.value, { status: 'completed' }));
  }
  const { received: _r, statusReason: _s, ...written } = action.communication;
  const { display } = written.sender ?? {};
  const made: Communication = {
    ...written,
    id: draft.nextId('m'),
    // Until a person says that they read it, or a question is answered.
    status: 'in-progress',
    subject: { reference: referenceTo(referral.patient) },
    about: [{ reference: referenceTo(referral.task) }],
    basedOn: [{ reference: referenceTo(referral.request) }],
    sender: { ...organisation(actor.organisation), ...(display ? { display } : {}) },
    recipient: [organisation(other)],
    // When it was received here: the time to answer counts from then.
    sent: now,
  };
  draft.put(made, { type: events[kind], task: referenceTo(referral.task) });
  return ok(undefined);
};

/** Who asked needs no answer any more. The practice may have the question already, so it is told. */
export const decideTakeBack = (draft: Draft, { communication }: TakeBack, actor: Actor): Result<void> => {
  const { referral } = draft;
  const question = referral.communications.find((c) => c.id === communication);
  if (!question || roleOf(referral, actor.organisation) === 'partner') return refuse('not-found');
  if (correspondenceKindOf(question) !== 'question' || senderOf(question) !== actor.organisation)
    return refuse('not-yours-to-change');
  if (question.status === 'stopped') return ok(undefined);
  if (!isOpenQuestion(question))
    return refuse('invalid-input', { expression: 'Communication.status', diagnostics: 'the question was answered' });
  draft.put(withItsWords(question, { status: 'stopped' }), {
    type: 'question-taken-back',
    task: referenceTo(referral.task),
  });
  if (coordinatorOf(referral) === actor.organisation) messagePractice(draft, 'question-taken-back');
  return ok(undefined);
};
