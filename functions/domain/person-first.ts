import type { Flag, Patient } from 'fhir/r4.js';
import { systems } from '../../contracts/systems.ts';
import { codeIn, concept } from './coding.ts';
import { type Referral, referenceTo } from './referral.ts';

const code = 'needs-person-first';

/** Raised by a coded risk or a phrase of danger: a named professional must read it before anybody else is asked. DESIGN 4. */
export const personFirstFlag = (patient: Patient, id: string, now: string): Flag => ({
  resourceType: 'Flag',
  id,
  status: 'active',
  code: concept(systems.request, code, 'Needs a person first'),
  subject: { reference: referenceTo(patient) },
  period: { start: now },
});

/** Those that nobody has read yet. Other flags that a sender put in are not ours to lower. */
export const personFirstFlags = (referral: Referral): Flag[] =>
  referral.others
    .filter((r) => r.resourceType === 'Flag')
    .filter((flag) => flag.status === 'active' && codeIn(systems.request, flag.code) === code);

export const needsPersonFirst = (referral: Referral): boolean => personFirstFlags(referral).length > 0;
