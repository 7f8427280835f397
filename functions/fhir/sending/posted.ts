import type { Bundle, BundleEntry, FhirResource } from 'fhir/r4.js';
import { isOnward } from '../../../mappings/wellbeing/onward.ts';
import type { Refusal } from '../../domain/result.ts';

/** Entries of a Bundle of new things that ask for something else: each is told, none is left out in silence. */
export const notPosted = (bundle: Bundle<FhirResource>): Refusal[] => {
  const isConditional = ({ resource }: BundleEntry<FhirResource>): boolean =>
    resource?.resourceType === 'ServiceRequest' && !isOnward(bundle);
  return (bundle.entry ?? []).flatMap((entry, n) => {
    const at = `Bundle.entry[${n}].request`;
    const { method = 'POST', ifNoneExist } = entry.request ?? {};
    return [
      ...(method === 'POST' ? [] : [asked(`${at}.method`, onlyPost)]),
      ...(ifNoneExist === undefined || isConditional(entry) ? [] : [asked(`${at}.ifNoneExist`, onlyRequest)]),
    ];
  });
};

const asked = (expression: string, diagnostics: string): Refusal => ({
  code: 'invalid-input',
  expression,
  diagnostics,
});

const onlyPost = 'POST beside others that are new; what stands is changed by a transaction of PUTs, or a batch';
const onlyRequest =
  'none: only a referral is looked for before it is made, by the identifier of its ServiceRequest. What comes with it is kept with it, whatever else there is';
