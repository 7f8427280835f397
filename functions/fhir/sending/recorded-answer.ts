import type { FhirResource } from 'fhir/r4.js';
import type { Reader } from '../../domain/referral.ts';
import { ok, type Result, refuse } from '../../domain/result.ts';
import type { Answer } from '../../http/request.ts';
import { resourceAnswer } from '../../http/resource.ts';
import type { Acted } from '../../usecases/act-with.ts';
import type { FhirPorts } from '../ports.ts';
import { view } from '../reading/view.ts';

/** 201 with what was recorded; where it had been said before, 200 with what stands. */
export const recordedAnswer = (
  { publicUrl }: Pick<FhirPorts, 'publicUrl'>,
  { referral, wrote }: Acted,
  recorded: FhirResource | undefined,
  reader: Reader,
): Result<Answer> => {
  const shown = recorded && view(referral, recorded, reader);
  return shown ? ok(resourceAnswer(wrote ? 201 : 200, shown, `${publicUrl}/FHIR/R4`)) : refuse('not-found');
};
