import { bars, systems } from '../systems.ts';
import type { Area, AreaService, Code, UrgencyRule } from './area.ts';
import { retentionOf } from './retention.ts';

/** What is the same in every area until somebody there says otherwise. */

/** standards.md 7.2. The code for an offer, 871691000000100, is left out until it is confirmed. */
export const requestCodes: AreaService['requestCodes'] = [
  { system: systems.snomed, code: '871731000000106', display: 'Referral to social prescribing service' },
];

/**
 * NHS England has no use case for social prescribing (standards.md 5.1). The service's own code is taken under their system too, for
 * software that writes no other; the hub itself never writes it there.
 */
export const useCasesOf = (code: string, display: string): readonly Code[] => [
  { system: systems.useCase, code, display },
  { system: bars.useCase, code, display },
];

export const urgentRoutes =
  'In danger to life call 999; urgent medical help or a mental health crisis: 111; otherwise the duty team of the practice.';

export const riskCodes: UrgencyRule['riskCodes'] = [
  { system: systems.snomed, code: '225444004', display: 'At risk for suicide' },
  { system: systems.snomed, code: '6471006', display: 'Suicidal thoughts' },
  { system: systems.snomed, code: '304594002', display: 'Suicidal intent' },
  { system: systems.snomed, code: '247650009', display: 'Planning suicide' },
  { system: 'https://fhir.nhs.uk/CodeSystem/flag-categories-bars', code: 'SG', display: 'Safeguarding Concern' },
];

/** DCB1596: NHSmail, and what local organisations have accredited. */
export const secureMailDomains: Area['secureMailDomains'] = ['nhs.net', 'secure.nhs.uk'];

export const usualWays: Area['ways'] = ['fhir', 'poll', 'document', 'mail', 'post'];

export const usualRetention: Area['retention'] = retentionOf({
  ...{ endedYears: 8, inErrorDays: 30, auditYears: 12 },
  concernYears: { adults: 8, children: 25 },
});
