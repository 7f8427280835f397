import type { FhirResource } from 'fhir/r4.js';
import { getsReceipt } from '../../domain/authority/authority.ts';
import { findResource, type Reader } from '../../domain/referral.ts';
import { ok, type Result, refuse } from '../../domain/result.ts';
import type { Answer } from '../../http/request.ts';
import { resourceAnswer } from '../../http/resource.ts';
import type { Acted } from '../../usecases/act-with.ts';
import type { FhirPorts } from '../ports.ts';
import { view } from '../reading/view.ts';

/** 201 with what was recorded, as it stands now; where it had been said before, 200 with that. */
export const recordedAnswer = (
  { publicUrl }: Pick<FhirPorts, 'publicUrl'>,
  { referral, wrote }: Acted,
  recorded: FhirResource | undefined,
  reader: Reader,
): Result<Answer> => {
  const standing = recorded && findResource(referral, recorded.resourceType, recorded.id ?? '');
  const shown = standing && view(referral, standing, reader);
  return shown ? ok(resourceAnswer(wrote ? 201 : 200, shown, `${publicUrl}/FHIR/R4`)) : refuse('not-found');
};

/**
 * The same, of what somebody says of the person. Who gets a receipt is answered with the first time that they said it: one that
 * is said anew, because what they had said was looked at meanwhile, would tell that it was.
 */
export const saidAnswer = (
  ports: Pick<FhirPorts, 'publicUrl'>,
  acted: Acted,
  { all, standing }: { readonly all: readonly FhirResource[]; readonly standing: FhirResource | undefined },
  reader: Reader,
): Result<Answer> =>
  getsReceipt(acted.asWritten, reader.organisation)
    ? recordedAnswer(ports, { ...acted, wrote: acted.wrote && all.length === 1 }, all[0], reader)
    : recordedAnswer(ports, acted, standing, reader);
