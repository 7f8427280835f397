import type { Communication } from 'fhir/r4.js';
import type { ObligationCode } from '../../../contracts/lifecycle/obligations.ts';
import { systems } from '../../../contracts/systems.ts';
import { codeIn } from '../coding.ts';

/** What nobody is reminded of while the person must be left alone: each asks somebody to speak to them, or to arrange something. */
export const needsPerson: readonly ObligationCode[] = [
  ...(['first-conversation', 'next-step', 'follow-up', 'find-a-way', 'name-meeting', 'finish-onward'] as const),
];

/** And what is not owed in these words then. */
const sends: readonly ObligationCode[] = [...needsPerson, 'person-first', 'make-good'];

/** A reminder that sends somebody to the person: it may have been made when nobody knew, and not been told yet. */
export const sendsToPerson = ({ topic }: Communication): boolean =>
  sends.some((what) => what === codeIn(systems.obligation, topic));
