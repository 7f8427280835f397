import type { Communication } from 'fhir/r4.js';
import { isRelationship, type Relationship, relationships } from '../../../contracts/lifecycle/relationships.ts';
import { systems } from '../../../contracts/systems.ts';
import { hasDied, isConfirmed, reportsIn, settledAt } from '../circumstance/circumstances.ts';
import { codeIn, concept, kindOf, recordKind } from '../coding.ts';
import type { Draft } from '../decide/decision.ts';
import type { Owed } from '../owed/owed-by-onward.ts';
import { coordinatorOf, roleOf } from '../parties.ts';
import { type Actor, organisation, type Referral, referenceTo } from '../referral.ts';
import { ok, type Result, refuse } from '../result.ts';

/**
 * The coordinator has found that two referrals are of a carer and of whom they care for (issue 6 item 9). Each keeps the reference
 * of the other and nothing else of it: decisions, risks, contact and ends stay each person's own.
 */
export interface Link {
  readonly kind: 'link';
  /** Short reference of the other referral, `HO-7K3M-2P4X`. */
  readonly other: string;
  /** Who the other one is to the person of this. */
  readonly as: Relationship;
}

export const isLink = (communication: Communication): boolean => kindOf(communication) === 'linked';

const otherOf = ({ identifier = [] }: Communication): string | undefined =>
  identifier.find(({ system }) => system === systems.reference)?.value;

const linksIn = (referral: Referral): Communication[] => referral.communications.filter(isLink);

/** The link to the referral with this short reference. */
export const linkTo = (referral: Referral, other: string): Communication | undefined =>
  linksIn(referral).find((link) => otherOf(link) === other);

/** Once for each other referral. */
export const decideLink = (draft: Draft, { other, as }: Link, { organisation: by }: Actor): Result<void> => {
  const { referral, now } = draft;
  if (roleOf(referral, by) !== 'coordinator') return refuse('not-found');
  if (other === referral.reference)
    return refuse('invalid-input', { expression: 'Communication.about', diagnostics: 'two referrals, of two people' });
  const standing = linkTo(referral, other);
  if (standing)
    return codeIn(systems.relationship, standing.topic) === as
      ? ok(undefined)
      : refuse('invalid-input', {
          expression: 'Communication.topic',
          diagnostics: 'they are linked the other way round',
        });
  draft.put(
    {
      resourceType: 'Communication',
      id: draft.nextId('m'),
      status: 'in-progress',
      category: [recordKind('linked')],
      topic: concept(systems.relationship, as, relationships[as]),
      identifier: [{ system: systems.reference, value: other }],
      subject: { reference: referenceTo(referral.patient) },
      about: [{ reference: referenceTo(referral.task) }],
      sender: organisation(by),
      sent: now,
    },
    { type: 'recorded', task: referenceTo(referral.task) },
  );
  return ok(undefined);
};

export const relationshipOf = (code: string | undefined): Relationship | undefined =>
  isRelationship(code) ? code : undefined;

/**
 * Somebody has died: whoever cared for them, or was cared for by them, needs somebody to look, until the coordinator says who did.
 * Who looked at a death that was found wrong has not looked at the one that stands.
 */
export const owedLooks = (referral: Referral): Owed[] => {
  if (!hasDied(referral)) return [];
  const since =
    reportsIn(referral)
      .filter((r) => r.circumstance === 'died' && isConfirmed(r))
      .map(settledAt)
      .sort()[0] ?? referral.at;
  return linksIn(referral)
    .filter(({ received }) => received === undefined || received < since)
    .map(({ id }) => ({
      ...{ what: 'look-at-linked' as const, task: referral.task, since },
      question: { id: id ?? '', asked: coordinatorOf(referral) ?? '' },
    }));
};
