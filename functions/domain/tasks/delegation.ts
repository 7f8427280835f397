import type { Extension, ServiceRequest } from 'fhir/r4.js';
import { extensions } from '../../../contracts/systems.ts';
import type { Draft } from '../decide/decision.ts';
import { organisation, type Referral, referenceTo } from '../referral.ts';

/** T1 was made by the hub for a referrer that sent only its request: standards.md 12.1, SR1 under delegation. */
export const onBehalfOf = (referrer: string): Extension => ({
  url: extensions.onBehalfOf,
  valueReference: organisation(referrer),
});

export const isDelegated = ({ task }: Referral): boolean =>
  task.extension?.some((e) => e.url === extensions.onBehalfOf) ?? false;

/** A request that was neither ended nor withdrawn: only such a one is completed. */
export const isUnderWay = ({ status }: ServiceRequest): boolean => status === 'active' || status === 'on-hold';

/** The referrer's own requests that an onward one is for: the first, or a further need, whichever it names. */
export const servesOf = ({ request, furtherNeeds }: Referral, { basedOn = [] }: ServiceRequest): ServiceRequest[] =>
  [request, ...furtherNeeds].filter((one) => basedOn.some(({ reference }) => reference === referenceTo(one)));

/** Nobody is sent out for it any more: standards.md 12.9, invariant 14. */
export const isWithdrawn = ({ status }: ServiceRequest): boolean =>
  status === 'revoked' || status === 'entered-in-error';

/**
 * T1 is completed: so are the request and the further needs that ended with it, where the hub keeps them for the referrer.
 * One that sent its own Task says so itself. standards.md 12.4 row 12, 12.5.
 */
export const completeRequests = (draft: Draft): void => {
  const { referral } = draft;
  if (!isDelegated(referral)) return;
  for (const request of [referral.request, ...referral.furtherNeeds].filter(isUnderWay))
    draft.put({ ...request, status: 'completed' }, { type: 'request-completed', task: referenceTo(referral.task) });
};
