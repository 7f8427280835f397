import type { CodeableConcept } from 'fhir/r4.js';
import { systems } from '../../contracts/systems.ts';
import type { Reason } from './decide/actions.ts';
import { given, unlessEmpty } from './given.ts';

/** A reason as it is kept: our code first, those of others beside it. */
export const reasonConcept = ({ code, codings = [], text }: Reason): CodeableConcept => {
  const coding = unlessEmpty([...(code ? [{ system: systems.statusReason, code }] : []), ...codings]);
  return { ...given({ coding }), text };
};
