import type { Identifier } from 'fhir/r4.js';
import { systems } from '../../../contracts/systems.ts';

/** Three to twelve capitals and digits. Not stricter: the codes of sites, branches and test organisations all differ. */
const form = /^[A-Z0-9]{3,12}$/;

export const isOdsCode = (value: string): boolean => form.test(value);

const odsSystems = [systems.odsOrganisation, systems.odsSite].map((system) => system.toLowerCase());

/** Six of seven ODS codes in the official BaRS messages stand under `/id/` instead of `/Id/`. */
export const isOdsSystem = (system: string | undefined): boolean => odsSystems.includes(system?.toLowerCase() ?? '');

export const odsForm = 'An ODS code is 3 to 12 capital letters and digits.';
/** An identifier that says it is an ODS code and cannot be one. */
export const isBadOdsCode = (identifier: Identifier | undefined): boolean =>
  isOdsSystem(identifier?.system) && !isOdsCode(identifier?.value ?? '');

/** Of a practice that is none: registered nowhere is a fact, unknown and not applicable are not (NHS Data Dictionary, default codes). */
export const defaultPractices = { registeredNowhere: 'V81997', notApplicable: 'V81998', notKnown: 'V81999' } as const;
