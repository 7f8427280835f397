import type { Consent } from 'fhir/r4.js';
import { referralOf } from '../../domain/referral.ts';
import { type Result, refuse } from '../../domain/result.ts';
import type { Answer, SignedIn } from '../../http/request.ts';
import type { FhirPorts } from '../ports.ts';
import { readBody } from '../read-body.ts';
import { create } from './create.ts';

/** The referral of the person whom it names. */
const patientIn = ({ patient }: Consent): string => /^Patient\/(.+)$/.exec(patient?.reference ?? '')?.[1] ?? '';

/**
 * POST /Consent: what the person permits an organisation, or that they object to it, by itself. The same comes with an onward
 * request (post-onward.ts); both are kept by one rule of the domain.
 */
export const postConsent =
  (ports: FhirPorts) =>
  async (request: SignedIn): Promise<Result<Answer>> => {
    const sent = readBody(request.body, 'Consent');
    if (!sent.ok) return sent;
    const { meta: _, ...consent } = sent.value;
    const person = patientIn(consent);
    if (referralOf(person) === undefined)
      return refuse('missing-element', {
        expression: 'Consent.patient',
        diagnostics: 'a reference to the Patient of the referral: Patient/<id>',
      });
    return create(ports, request, 'Consent', { task: person, action: { kind: 'record-permission', consent } });
  };
