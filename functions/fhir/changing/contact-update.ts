import type { Patient } from 'fhir/r4.js';
import { extensions } from '../../../contracts/systems.ts';
import { canonical } from '../../domain/canonical.ts';
import type { Action } from '../../domain/decide/actions.ts';
import { ok, type Refusal, type Result, refuseAll } from '../../domain/result.ts';
import { differences } from './differences.ts';

/** How the person can be reached; the rest says who it is. */
const contact = new Set(['telecom', 'address', 'contact', 'communication']);
const identity = 'another person is a new referral: recall this one (entered-in-error) and send that one';

/** What says how to reach the person safely may change; what else a system put on the person may not. */
const otherExtensions = ({ extension = [] }: Patient): string =>
  canonical(extension.filter((e) => e.url !== extensions.safeContact));

const faultOf = (name: string, shown: Patient, sent: Patient): Refusal[] => {
  if (contact.has(name)) return [];
  if (name === 'extension' && otherExtensions(shown) === otherExtensions(sent)) return [];
  return [{ code: 'immutable-element', expression: `Patient.${name}`, diagnostics: identity }];
};

/** Reads a PUT of the person: contact details as they should be, by their difference from what this caller was shown. */
export const readContactUpdate = (shown: Patient, sent: Patient): Result<Action> =>
  refuseAll(differences(shown, sent).flatMap((name) => faultOf(name, shown, sent))) ??
  ok({ kind: 'correct-contact', shown, sent });
