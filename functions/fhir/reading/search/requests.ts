import type { ServiceRequest } from 'fhir/r4.js';
import { organisationOf } from '../../../domain/referral.ts';
import { requestEntry, summaryRequest } from '../../../views/request-entry.ts';
import { requestIdentifier } from './identifier.ts';
import { ofCode, ownId, toOrganisation, toResource } from './parameter.ts';
import type { Searchable } from './searchable.ts';

const statuses = requestEntry.shape.status.options;

/** What was asked for: by the referrer, and by the coordinator of others. */
export const requests: Searchable<ServiceRequest> = {
  type: 'ServiceRequest',
  parameters: {
    _id: ownId(),
    identifier: requestIdentifier,
    patient: toResource('Patient', (request) => [request.subject]),
    requester: {
      ...toOrganisation<ServiceRequest>(({ requester }, referral) => [
        organisationOf(requester) === undefined ? referral?.task.requester : requester,
      ]),
      documentation: 'The organisation that sent it, also where the request names a human there.',
    },
    status: ofCode('http://hl7.org/fhir/request-status', statuses, (request) => request.status),
  },
  includes: [],
  within: ({ request, furtherNeeds, onward }) => [request, ...furtherNeeds, ...onward.map((o) => o.request)],
  list: {
    from: 'rows',
    summaries: ({ referral, requests: entries }) => (entries ?? []).map((entry) => summaryRequest(referral, entry)),
  },
};
