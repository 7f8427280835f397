import type { CapabilityStatement, CapabilityStatementRestResource, FhirResource } from 'fhir/r4.js';
import { base, relations } from '../../contracts/systems.ts';
import { mostEntries } from './batch.ts';
import type { Asked, FhirRow, Interaction } from './interaction.ts';
import { mostPerPage } from './reading/search/question.ts';

/** What is said of each search at once: R4 has no room for it at a parameter. */
const howItAnswers = `Unknown parameters are refused, everywhere. Searches also take _count (at most ${mostPerPage}), _sort by _lastUpdated where an identity is named, and POST to _search. Lists answer summaries (tag SUBSETTED); with _include of the focus or the patient, or where an identity is named, whole resources. The link ${relations.nextPoll} in every searchset is where the next poll begins. A transaction holds one new referral, one onward request, or PUTs to one referral; a batch at most ${mostEntries} entries. Prefer: return is honoured on create, update and patch. A Communication of kind options-ranked holds services that another tool ranked, for the person to choose from: each is marked with why it is not offered, and nobody is asked.`;

/** What the hub does, made from the table of what it does. */
export const capabilityStatement = (rows: readonly FhirRow[], publicUrl: string): CapabilityStatement => {
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
    patchFormat: ['application/json-patch+json'],
    rest: [
      {
        mode: 'server',
        documentation: howItAnswers,
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
        resource: types.map((type) => resourceOf(type, rows)),
        interaction: [{ code: 'transaction' }, { code: 'batch' }],
        operation: operationsOf(rows.filter((r) => r.type === undefined)),
      },
    ],
  };
};

const resourceOf = (type: FhirResource['resourceType'], rows: readonly FhirRow[]): CapabilityStatementRestResource => {
  const own = rows.filter((r) => r.type === type);
  const has = (interaction: Interaction): boolean => own.some((r) => r.interaction === interaction);
  const interaction = [...new Map(own.map((r) => [r.interaction, r.documentation]))].flatMap(([code, documentation]) =>
    isElsewhere(code) ? [] : [{ code, ...(documentation ? { documentation } : {}) }],
  );
  const found = own.find((r) => r.search)?.search;
  return {
    type,
    interaction,
    ...(has('operation') ? { operation: operationsOf(own) } : {}),
    versioning: has('update') ? 'versioned-update' : 'versioned',
    readHistory: has('vread'),
    ...(has('read') ? { conditionalRead: 'full-support' as const } : {}),
    ...(has('update') ? { updateCreate: false } : {}),
    ...(type === 'ServiceRequest' ? { conditionalCreate: true } : {}),
    ...(found?.includes.length ? { searchInclude: [...found.includes] } : {}),
    ...(found ? { searchParam: searchParams(found) } : {}),
  };
};

/** What is said of the whole server, or as an operation, and not as an interaction of a type. */
const isElsewhere = (code: Interaction): code is 'transaction' | 'operation' =>
  code === 'transaction' || code === 'operation';

const operationsOf = (rows: readonly FhirRow[]) => rows.flatMap(({ operation }) => (operation ? [operation] : []));

const searchParams = ({ parameters }: Asked): CapabilityStatementRestResource['searchParam'] => [
  ...Object.entries(parameters).map(([name, { type, documentation }]) => ({
    ...{ name, type },
    ...(documentation ? { documentation } : {}),
  })),
  { name: '_lastUpdated', type: 'date' },
];
