import type { ServiceRequest } from 'fhir/r4.js';
import * as z from 'zod/mini';
import { organisation, organisationOf } from '../domain/referral.ts';
import { sortable } from './sortable.ts';
import { subsetted } from './task-entry.ts';

/** What a search needs of a ServiceRequest: ids, codes and times. Nothing about the person. */
export const requestEntry = z.object({
  /** `s1`: without the referral, so that the row of an ordinary referral stays within one write unit (1 KB). */
  part: z.string(),
  version: z.number(),
  status: z.enum(['draft', 'active', 'on-hold', 'revoked', 'completed', 'entered-in-error', 'unknown']),
  intent: z.enum([
    ...(['proposal', 'plan', 'directive', 'order', 'original-order'] as const),
    ...(['reflex-order', 'filler-order', 'instance-order', 'option'] as const),
  ]),
  requester: z.optional(z.string()),
  lastUpdated: z.string(),
});
export type RequestEntry = z.infer<typeof requestEntry>;

/** `sender`: the organisation that sent it, for one that names a human or nobody as its requester. */
export const requestEntryOf = (request: ServiceRequest, sender: string | undefined): RequestEntry => {
  const requester = organisationOf(request.requester) ?? sender;
  return {
    part: (request.id ?? '').slice((request.id ?? '').lastIndexOf('.') + 1),
    version: Number(request.meta?.versionId ?? 0),
    status: request.status,
    intent: request.intent,
    ...(requester ? { requester } : {}),
    lastUpdated: sortable(request.meta?.lastUpdated),
  };
};

export const summaryRequest = (referral: string, entry: RequestEntry): ServiceRequest => ({
  resourceType: 'ServiceRequest',
  id: `${referral}.${entry.part}`,
  meta: { versionId: String(entry.version), lastUpdated: entry.lastUpdated, tag: [subsetted] },
  status: entry.status,
  intent: entry.intent,
  subject: { reference: `Patient/${referral}.p1` },
  ...(entry.requester ? { requester: organisation(entry.requester) } : {}),
});
