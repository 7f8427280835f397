import type { Bundle, FhirResource } from 'fhir/r4.js';
import type { Refusal } from '../../domain/result.ts';

/** Entries of a Bundle of new things that ask for something else: each is told, none is left out in silence. */
export const notPosted = (bundle: Bundle<FhirResource>): Refusal[] =>
  (bundle.entry ?? []).flatMap(({ request }, n): Refusal[] =>
    request === undefined || request.method === 'POST'
      ? []
      : [
          {
            code: 'invalid-input',
            expression: `Bundle.entry[${n}].request.method`,
            diagnostics: 'POST beside others that are new; what stands is changed by a transaction of PUTs, or a batch',
          },
        ],
  );
