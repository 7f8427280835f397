import type { FhirResource, Identifier, Patient, ServiceRequest, Task } from 'fhir/r4.js';
import { systems } from '../../../contracts/systems.ts';
import { concept } from '../../../functions/domain/coding.ts';
import type { Action } from '../../../functions/domain/decide/actions.ts';
import { decide } from '../../../functions/domain/decide/decide.ts';
import type { Decision } from '../../../functions/domain/decide/decision.ts';
import { openReferral } from '../../../functions/domain/decide/open-referral.ts';
import { isSomebodys } from '../../../functions/domain/hub.ts';
import { obligations } from '../../../functions/domain/owed/obligations.ts';
import {
  type Actor,
  type Referral,
  readReferral,
  referenceTo,
  resourcesOf,
} from '../../../functions/domain/referral.ts';
import { referenceOf } from '../../../functions/domain/request/reference.ts';
import type { Referrer } from '../../../functions/domain/request/referrer-kind.ts';
import { move, onwardTo } from './acts.ts';
import { coordinator, day, group, hub, id, later, practice, t1, t2 } from './cast.ts';

/** Builders of referrals: every state here was reached through openReferral and decide, never put together by hand. */

/** As a practice writes a number that it has traced. */
export const verifiedNumber = (value: string): Identifier => ({
  ...{ system: systems.nhsNumber, value },
  extension: [
    {
      url: 'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-NHSNumberVerificationStatus',
      valueCodeableConcept: {
        coding: [
          {
            system: 'https://fhir.hl7.org.uk/CodeSystem/UKCore-NHSNumberVerificationStatus',
            code: 'number-present-and-verified',
          },
        ],
      },
    },
  ],
});

export const patient: Patient = {
  resourceType: 'Patient',
  id: `${id}.p1`,
  identifier: [{ system: systems.nhsNumber, value: '9000000009' }],
  name: [{ family: "O'Brien-Łuczak", given: ['Seán'] }],
  telecom: [{ system: 'phone', value: '01452 000000' }],
};

export const request: ServiceRequest = {
  resourceType: 'ServiceRequest',
  id: `${id}.s1`,
  identifier: [{ system: 'https://practice.example/requests', value: 'R-77' }],
  status: 'active',
  intent: 'order',
  code: concept(systems.snomed, '871731000000106'),
  subject: { reference: `Patient/${id}.p1` },
};

interface Start {
  readonly personFirst?: boolean;
  readonly awaitingInformation?: boolean;
  readonly others?: readonly FhirResource[];
  readonly actor?: Actor;
  /** Default: a practice. */
  readonly referrer?: Referrer;
  readonly patient?: Patient;
  /** The sender's own Task. */
  readonly sent?: Task;
  /** Default: day 0. */
  readonly at?: string;
}

export const opening = (start: Start = {}): Decision =>
  openReferral(
    {
      referral: id,
      ...{ patient: start.patient ?? patient, request, coordinator: coordinator.organisation },
      others: start.others ?? [],
      ...(start.sent ? { sent: start.sent } : {}),
      ...(start.referrer ? { referrer: start.referrer } : {}),
      actor: start.actor ?? practice,
      awaitingInformation: start.awaitingInformation ?? false,
      personFirst: start.personFirst ?? false,
    },
    start.at ?? day(0),
  );

export const opened = (start: Start = {}): Referral =>
  readReferral(
    {
      ...{ id, reference: referenceOf(id), version: 1, at: start.at ?? day(0) },
      acted: new Map([[(start.actor ?? practice).organisation, start.at ?? day(0)]]),
    },
    opening(start).changed,
  );

/** The state after a decision was written as the next version. */
export const written = (referral: Referral, decision: Decision, at: string, actor: Actor): Referral => {
  if (decision.changed.length === 0) return referral;
  const changed = new Map(decision.changed.map((r) => [referenceTo(r), r]));
  const kept = resourcesOf(referral).filter((r) => !changed.has(referenceTo(r)));
  const isSeen = isSomebodys({ ...actor, action: decision.action });
  const acted = isSeen ? new Map([...referral.acted, [actor.organisation, at]]) : referral.acted;
  return readReferral({ ...referral, acted, version: referral.version + 1, at }, [...kept, ...changed.values()]);
};

/** A minute after the newest version, unless said otherwise. */
export const attempt = (referral: Referral, actor: Actor, action: Action, at = later(referral.at)) =>
  decide(referral, action, actor, at);

/** What is refused: every code, in order. Empty when nothing is. */
export const refusalsOf = (referral: Referral, actor: Actor, action: Action, at?: string): string[] => {
  const decided = attempt(referral, actor, action, at);
  return decided.ok ? [] : decided.refusals.map((r) => r.code);
};

/** A step of a story. A refusal is a fault of the story, so it throws. */
export const next = (referral: Referral, actor: Actor, action: Action, at = later(referral.at)): Referral => {
  const decided = attempt(referral, actor, action, at);
  if (!decided.ok) throw new Error(`Refused: ${JSON.stringify(decided.refusals)}`);
  return written(referral, decided.value, at, actor);
};

/** The hub reminds of it, a minute after it was due. */
export const reminded = (referral: Referral, what: string): Referral => {
  const owed = obligations(referral).find((o) => o.what === what);
  if (!owed) throw new Error(`Nobody owes ${what}`);
  return next(referral, hub, { kind: 'chase', obligation: what, task: owed.task, due: owed.due }, later(owed.due));
};

/** Steps one after another. */
export const story = (from: Referral, ...steps: readonly (readonly [Actor, Action, string?])[]): Referral =>
  steps.reduce((referral, [actor, action, at]) => next(referral, actor, action, at), from);

/** The coordinator took it. */
export const taken = (start: Start = {}): Referral => next(opened(start), coordinator, move(t1, 'accepted'));

/** The walking group said yes. */
export const agreed = (): Referral =>
  story(taken(), [coordinator, onwardTo('walking-group')], [group, move(t2, 'accepted')]);
