import type { Communication } from 'fhir/r4.js';
import { type ObligationCode, obligationKinds } from '../../../contracts/lifecycle/obligations.ts';
import { systems } from '../../../contracts/systems.ts';
import { codeIn } from '../coding.ts';

/** What nobody is reminded of while the person must be left alone. */
export const needsPerson = (what: ObligationCode): boolean => obligationKinds[what].leftAlone === 'waits';

/** And what is not owed in these words then. */
const untold: readonly string[] = Object.entries(obligationKinds)
  .filter(([, { leftAlone }]) => leftAlone !== 'stands')
  .map(([what]) => what);

/** A reminder that sends somebody to the person: it may have been made when nobody knew, and not been told yet. */
export const sendsToPerson = ({ topic }: Communication): boolean =>
  untold.includes(codeIn(systems.obligation, topic) ?? '');
