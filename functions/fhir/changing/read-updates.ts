import type { Bundle, BundleEntry, FhirResource } from 'fhir/r4.js';
import { referenceTo, referralOf } from '../../domain/referral.ts';
import { ok, type Refusal, type Result, refuse, refuseAll } from '../../domain/result.ts';
import { ifMatch } from '../../http/resource.ts';
import type { Basis } from '../../usecases/act-with.ts';
import { inEntry } from '../locate.ts';
import { type Against, isUpdatable, readPut } from './update.ts';

export interface Update {
  readonly basis: Basis;
  readonly referral: string;
  readonly against: Against;
}

/** Every entry as a change to one referral; or all that is wrong with any of them, each at its entry. */
export const readUpdates = (bundle: Bundle<FhirResource>): Result<readonly Update[]> => {
  const entries = bundle.entry ?? [];
  const read = entries.map((entry, n) => readUpdate(entry, n));
  const refused = refuseAll(read.flatMap((r) => (r.ok ? [] : r.refusals)));
  if (refused) return refused;
  const updates = read.flatMap((r) => (r.ok ? [r.value] : []));
  if (new Set(updates.map((u) => u.referral)).size > 1) return refuse('two-referrals', { expression: 'Bundle.entry' });
  const names = updates.map(({ basis }) => referenceTo({ resourceType: basis.type, id: basis.id }));
  const twice = names.findIndex((name, n) => names.indexOf(name) < n);
  return twice < 0
    ? ok(updates)
    : refuse('invalid-input', {
        expression: `Bundle.entry[${twice}]`,
        diagnostics: 'changed by another entry already',
      });
};

const readUpdate = ({ request, resource }: BundleEntry<FhirResource>, n: number): Result<Update> => {
  const at = `Bundle.entry[${n}]`;
  const fault = (refusal: Refusal): Result<never> => ({ ok: false, refusals: [refusal] });
  const [type = '', id = '', ...more] = (request?.url ?? '').split('/');
  if (request?.method !== 'PUT' || !isUpdatable(type) || more.length > 0 || !resource)
    return fault({
      code: 'invalid-input',
      expression: `${at}.request`,
      diagnostics: 'a transaction that changes something holds PUTs only; send a batch, or one by one',
    });
  const version = ifMatch(request.ifMatch);
  if (!version.ok || version.value === undefined)
    return fault({ code: version.ok ? 'if-match-missing' : 'invalid-header', expression: `${at}.request.ifMatch` });
  const referral = referralOf(id);
  if (referral === undefined) return fault({ code: 'not-found', expression: `${at}.request.url` });
  const against = readPut(type, id, JSON.stringify(resource));
  if (!against.ok) return refuseAll(against.refusals.map(inEntry(n))) ?? against;
  const basis = { type, id, version: version.value, expression: `${at}.request.ifMatch` };
  return ok({ basis, referral, against: against.value });
};
