import type { Communication, Consent, FhirResource, Patient, ServiceRequest, Task } from 'fhir/r4.js';
import { ons4 } from '../../../contracts/measures/ons4.ts';
import { extensions, systems } from '../../../contracts/systems.ts';
import { concept } from '../../../functions/domain/coding.ts';
import type { Action } from '../../../functions/domain/decide/actions.ts';
import { decide } from '../../../functions/domain/decide/decide.ts';
import type { EventType } from '../../../functions/domain/decide/decision.ts';
import { openReferral } from '../../../functions/domain/decide/open-referral.ts';
import { type Actor, type Referral, readReferral } from '../../../functions/domain/referral.ts';
import type { AnswersTo } from '../../../functions/domain/request/answers-to.ts';
import { referenceOf } from '../../../functions/domain/request/reference.ts';
import { onwardTo as askOnward, consent, move as moveTask } from '../domain/acts.ts';
import { coordinator, day, group, hub, practice, shed } from '../domain/cast.ts';
import { measure } from '../domain/measured.ts';
import { request as asked, patient as somebody, written } from '../domain/referrals.ts';

/** A version of a made referral: the state after it, and what it told. */
export interface Made {
  readonly referral: Referral;
  readonly events: readonly EventType[];
  readonly changed: readonly FhirResource[];
  readonly action: string;
  readonly actor: Actor;
  /** The version before; none for version 1. */
  readonly before?: Made;
}

/** Every version, oldest first. */
export const versionsOf = (made: Made): Made[] => [...(made.before ? versionsOf(made.before) : []), made];

export const id = '0123456789abcdefghjkmnpqrs';
export { coordinator, day, group, hub, practice, shed };

const patient: Patient = {
  ...somebody,
  id: `${id}.p1`,
  birthDate: '1948-02-29',
  address: [{ postalCode: 'GL3 2AA' }],
};

export const request: ServiceRequest = {
  ...asked,
  id: `${id}.s1`,
  subject: { reference: `Patient/${id}.p1` },
  authoredOn: '2026-11-02T08:55:00+00:00',
  reasonCode: [concept(systems.reason, 'loneliness')],
  note: [{ text: 'Lost his wife in spring; does not want the neighbours to know.' }],
};

interface MoreOpened {
  readonly patient?: Patient;
  readonly request?: ServiceRequest;
  readonly personFirst?: boolean;
  readonly answersTo?: AnswersTo;
  /** Its author's own Task. Default: the hub makes it, for a practice. */
  readonly draft?: { readonly task: Task; readonly author: Actor };
}

export const opened = (more: MoreOpened = {}): Made => {
  const decision = openReferral(
    {
      referral: id,
      patient: more.patient ?? patient,
      request: more.request ?? request,
      others: [],
      coordinator: coordinator.organisation,
      actor: more.draft?.author ?? practice,
      ...(more.draft ? { sent: more.draft.task } : {}),
      awaitingInformation: false,
      personFirst: more.personFirst ?? false,
      ...(more.answersTo ? { answersTo: more.answersTo } : {}),
    },
    day(0),
  );
  const referral = readReferral(
    {
      id,
      reference: referenceOf(id),
      version: 1,
      at: day(0),
      acted: new Map([[(more.draft?.author ?? practice).organisation, day(0)]]),
    },
    decision.changed,
  );
  return { referral, ...decision, actor: more.draft?.author ?? practice };
};

/** The next version. A refusal is a fault of the story. */
export const next = (from: Made, actor: Actor, action: Action, at: string): Made => {
  const decided = decide(from.referral, action, actor, at);
  if (!decided.ok) throw new Error(`Refused: ${JSON.stringify(decided.refusals)}`);
  return { referral: written(from.referral, decided.value, at, actor), ...decided.value, actor, before: from };
};

const walking = concept(systems.activity, 'walking');
const subject = { reference: `Patient/${id}.p1` };

export const consentTo = (organisation: string): Consent =>
  consent(organisation, { dateTime: day(1), performer: [subject] }, { purpose: walking.coding ?? [] });

export const onwardTo = (partner: string, more: { consents?: readonly Consent[] } = {}): Action => {
  const { request: onward, task, ...rest } = askOnward(partner, { consents: more.consents ?? [consentTo(partner)] });
  return {
    ...rest,
    request: { ...onward, basedOn: [{ reference: `ServiceRequest/${id}.s1` }], subject, code: walking },
    task: { ...task, partOf: [{ reference: `Task/${id}.t1` }] },
  };
};

export const move = (to: 'accepted' | 'in-progress', task = 't1'): Action => moveTask(`${id}.${task}`, to);

export const conversation = (task = 't1'): Action => {
  const communication: Communication = {
    resourceType: 'Communication',
    status: 'completed',
    category: [concept(systems.recordKind, 'conversation')],
    about: [{ reference: `Task/${id}.${task}` }],
    payload: [{ contentString: 'He would like company on Tuesdays.' }],
  };
  return { kind: 'record', communication };
};

/** What the coordinator recorded about T1. */
export const recorded = (kind: string, more: Partial<Communication> = {}): Action => ({
  kind: 'record',
  communication: {
    resourceType: 'Communication',
    status: 'completed',
    category: [concept(systems.recordKind, kind)],
    about: [{ reference: `Task/${id}.t1` }],
    ...more,
  },
});

export const meetingOn = (n: number): Action => ({
  kind: 'name-meeting',
  task: `${id}.t2`,
  meeting: { start: day(n, 10), end: day(n, 11), mode: 'in-person', signedUpBy: 'Link worker', session: 'tuesday' },
});

/** A signal on the telephone and the rest of the safe contact block. */
export const guardedPatient: Patient = {
  ...patient,
  telecom: [
    {
      system: 'phone',
      value: '01452 000000',
      extension: [{ url: extensions.contactSafety, valueCode: 'not-safe' }],
    },
  ],
  extension: [
    { url: extensions.safeContact, extension: [{ url: 'voicemail', valueCode: 'no' }] },
    { url: extensions.accessNeed, valueString: 'step-free' },
  ],
};

/** How the person was on the day after the first conversation, and twelve weeks later: a loop that ends on day 88. */
export const measured = (from: Made, { explained = true }: { explained?: boolean } = {}): Made => {
  const numbers = (satisfied: number, worthwhile: number, happy: number, anxious: number) => ({
    ...{ satisfied, worthwhile, happy, anxious },
  });
  return play(from, [
    [coordinator, measure(ons4, numbers(4, 5, 3, 7), { authored: day(2), subject }), day(9)],
    [
      coordinator,
      measure(ons4, numbers(6, 7, 7, 4), { authored: day(86), occasion: 'exit', explained, subject }),
      day(86),
    ],
  ]);
};

const play = (from: Made, steps: readonly (readonly [Actor, Action, string])[]): Made =>
  steps.reduce((made, [actor, action, at]) => next(made, actor, action, at), from);

/** Accepted, first conversation held, walking group asked, taken, meeting named: waiting for day 8. */
export const booked = (from: Made = opened(), consents: readonly Consent[] = [consentTo('walking-group')]): Made =>
  play(from, [
    [coordinator, move('accepted'), day(1)],
    [coordinator, conversation(), day(1, 10)],
    [coordinator, move('in-progress'), day(1, 11)],
    [coordinator, onwardTo('walking-group', { consents }), day(2)],
    [group, move('accepted', 't2'), day(3)],
    [group, meetingOn(8), day(3, 10)],
  ]);

export const met = (from: Made, result: 'attended' | 'did-not-attend'): Made =>
  next(from, group, { kind: 'record-result', task: `${id}.t2`, result }, day(8, 12));

export const ended = (from: Made, outcome = 'connected-and-attended', on = 10): Made =>
  play(from, [
    [
      group,
      {
        kind: 'update-task',
        task: `${id}.t2`,
        to: 'completed',
      },
      day(on - 1),
    ],
    [
      coordinator,
      {
        kind: 'update-task',
        task: `${id}.t1`,
        to: 'completed',
        businessStatus: 'outcome-achieved',
        outputs: [
          { type: concept(systems.taskOutput, 'outcome'), valueCodeableConcept: concept(systems.outcome, outcome) },
          { type: concept(systems.taskOutput, 'note'), valueString: 'Free text of the coordinator' },
        ],
      },
      day(on),
    ],
  ]);
