import type { HumanName, Patient } from 'fhir/r4.js';
import { calledName } from '../../../mappings/partner/name.ts';

const inFull = ({ text, prefix = [], given = [], family, suffix = [] }: HumanName): string => {
  const parts = [...prefix, ...given, family ?? '', ...suffix].filter((part) => part !== '');
  return parts.length > 0 ? parts.join(' ') : (text ?? '').trim();
};

/** In full, by the official name where there is one; whoever sent none that can be read is told apart by the reference. */
export const nameOf = ({ name = [] }: Pick<Patient, 'name'>): string | undefined => {
  const inUse = name.filter(({ use }) => use !== 'old');
  const best = inUse.find(({ use }) => use === 'official') ?? inUse.find(({ use }) => use === 'usual') ?? inUse[0];
  const full = best ? inFull(best) : '';
  return full === '' ? undefined : full;
};

/** What they want to be called; else their whole name, which is what one has. */
export const calledOf = (patient: Patient, now: string): string | undefined =>
  calledName(patient, now) ?? nameOf(patient);
