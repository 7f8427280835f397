import type { Patient } from 'fhir/r4.js';
import { isTerminal } from '../../contracts/lifecycle/statuses.ts';
import { getsReceipt } from '../domain/authority/authority.ts';
import { businessIdentifier } from '../domain/business-identifier.ts';
import { statusOf } from '../domain/coding.ts';
import { isSomebodyElse } from '../domain/contact/newer-contact.ts';
import type { Actor, Referral } from '../domain/referral.ts';
import { type Refusal, type Result, refuse } from '../domain/result.ts';
import { isUnderWay } from '../domain/tasks/delegation.ts';
import type { Way } from './open-guard.ts';
import type { Hash } from './ports.ts';
import type { SubmitCommand } from './submit-referral.ts';

export interface Submitted {
  /** As it stands: of a repeat that may be newer than what the request wrote. */
  readonly referral: Referral;
  /** As this request left it: where its entries went is read from it, and none of it is shown. */
  readonly asWritten: Referral;
  readonly version: number;
  /** `created`; `repeated`: the same request came before; `existing`: If-None-Exist; `need-added`: attached to an open referral. */
  readonly kind: 'created' | 'repeated' | 'existing' | 'need-added';
  /** What the standard asks for and was not there; for the sender to see. */
  readonly warnings: readonly Refusal[];
  /** Id of the ServiceRequest that was made of this request. */
  readonly serviceRequest: string;
}

export type Tried = { readonly kind: 'done'; readonly result: Result<Submitted> } | ({ readonly kind: 'again' } & Way);
export const done = (result: Result<Submitted>): Tried => ({ kind: 'done', result });

export const answerOf = (
  referral: Referral,
  kind: Submitted['kind'],
  warnings: readonly Refusal[],
  asWritten = referral,
): Submitted => ({
  referral,
  asWritten,
  version: asWritten.version,
  kind,
  warnings,
  serviceRequest: referral.request.id ?? '',
});

export const duplicateOf = (existing: string): Result<never> =>
  refuse('duplicate', { expression: 'ServiceRequest.identifier', existing });

/**
 * What stands under the name of a request is that very request: under way, and of the same person. Whoever is told that it is there believes
 * that somebody sees to it; of another person, or of one that was withdrawn or has ended, that is not so. Who has a receipt alone is not told
 * whether it has ended (infra/decisions/0019).
 */
export const isThere = (
  referral: Referral,
  id: string,
  { actor: { organisation }, patient }: { readonly actor: Actor; readonly patient: Patient },
): boolean => {
  const standing = [referral.request, ...referral.furtherNeeds].find((one) => one.id === id);
  if (standing === undefined || isSomebodyElse(referral.patient, patient)) return false;
  return getsReceipt(referral, organisation) || (isUnderWay(standing) && !isTerminal(statusOf(referral.task)));
};

/**
 * Where a request stands whose name a draft had first: a draft is its author's alone, and must not keep from the service what is sent
 * (infra/decisions/0008).
 */
export const idBeside = (hash: Hash, draft: string): string => hash('beside-draft', draft);

/** The business identifier of the acting organisation names a referral; without one, the request itself does. */
export const referralId = (
  hash: Hash,
  { actor, request, intake }: Pick<SubmitCommand, 'actor' | 'request' | 'intake'>,
): string => {
  const identifier = businessIdentifier(intake.request);
  return identifier
    ? hash('identifier', actor.organisation, identifier.system, identifier.value)
    : hash('request', actor.client, actor.organisation, request.id);
};
