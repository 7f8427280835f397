import type { CapabilityStatement, CapabilityStatementRestResource, FhirResource } from 'fhir/r4.js';
import { base } from '../../contracts/systems.ts';
import { searchParameters } from './search.ts';

interface Row {
  readonly interaction: 'transaction' | 'read' | 'update' | 'create' | 'search-type' | 'history-instance';
  readonly type?: FhirResource['resourceType'];
}

const searchTypes: Record<(typeof searchParameters)[number], 'reference' | 'token' | 'date' | undefined> = {
  owner: 'reference',
  requester: 'reference',
  status: 'token',
  'business-status': 'token',
  _lastUpdated: 'date',
  _count: undefined,
  _page: undefined,
};

const searchParams = searchParameters.flatMap((name) => {
  const type = searchTypes[name];
  return type ? [{ name, type }] : [];
});

/** What the hub does, made from the table of what it does. */
export const capabilityStatement = (rows: readonly Row[], publicUrl: string): CapabilityStatement => {
  const types = [...new Set(rows.flatMap((r) => (r.type ? [r.type] : [])))].sort();
  return {
    resourceType: 'CapabilityStatement',
    url: `${base}/CapabilityStatement/handover`,
    name: 'Handover',
    title: 'Handover: closed-loop community referrals',
    status: 'active',
    date: '2026-11-21',
    kind: 'instance',
    implementation: { description: 'Handover', url: `${publicUrl}/FHIR/R4` },
    fhirVersion: '4.0.1',
    format: ['json'],
    rest: [
      {
        mode: 'server',
        security: {
          cors: false,
          service: [
            {
              coding: [
                { system: 'http://terminology.hl7.org/CodeSystem/restful-security-service', code: 'SMART-on-FHIR' },
              ],
            },
          ],
          description: 'Client credentials with private_key_jwt; see .well-known/smart-configuration.',
        },
        interaction: [{ code: 'transaction' }],
        resource: types.map((type) => resourceOf(type, rows)),
      },
    ],
  };
};

const resourceOf = (type: FhirResource['resourceType'], rows: readonly Row[]): CapabilityStatementRestResource => {
  const own = rows.filter((r) => r.type === type);
  const interaction = own.flatMap((r) => (r.interaction === 'transaction' ? [] : [{ code: r.interaction }]));
  const updates = own.some((r) => r.interaction === 'update');
  const searches = own.some((r) => r.interaction === 'search-type');
  return {
    type,
    interaction,
    versioning: updates ? 'versioned-update' : 'versioned',
    ...(type === 'ServiceRequest' ? { conditionalCreate: true } : {}),
    ...(searches ? { searchParam: searchParams } : {}),
  };
};
