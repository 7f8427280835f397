import type { Bundle, FhirResource, ServiceRequest } from 'fhir/r4.js';
import { readMessage } from '../../../mappings/gp/bars/message.ts';
import { kindOfMessage } from '../../../mappings/gp/bars/receiver-table.ts';
import { referralIn } from '../../../mappings/gp/bars/referral.ts';
import { asBundle } from '../../../mappings/gp/contained.ts';
import { isOnward, readOnward } from '../../../mappings/wellbeing/onward.ts';
import type { Standing } from '../../domain/participant.ts';
import type { Sender } from '../../domain/request/named-parties.ts';
import type { Refusal } from '../../domain/result.ts';
import { checkIntake, intakeWarnings } from '../../usecases/check-intake.ts';
import { inBundle, inRequest } from '../locate.ts';
import type { FhirPorts } from '../ports.ts';
import { readIfNoneExist } from './if-none-exist.ts';
import { notPosted } from './posted.ts';
import { checkSender, readReferralBundle } from './submit.ts';

interface DryRunPorts extends Pick<FhirPorts, 'area' | 'clock'> {
  /** The organisation that would send it, and what else its software may. */
  readonly sender?: { readonly standing: Standing; readonly acting: Sender };
}

/** What would be refused and what warned of, were this sent. Nothing is stored or reserved. */
export interface Findings {
  readonly faults: readonly Refusal[];
  readonly warnings: readonly Refusal[];
}

const faultsOf = (result: { readonly ok: boolean; readonly refusals?: readonly Refusal[] }): readonly Refusal[] =>
  result.refusals ?? [];

const ofReferral = (bundle: Bundle<FhirResource>, { area, clock, sender }: DryRunPorts): Findings => {
  const intake = readReferralBundle(bundle, { area, clock });
  if (!intake.ok) return { faults: intake.refusals, warnings: [] };
  const asked = bundle.entry?.find((e) => e.resource?.resourceType === 'ServiceRequest')?.request?.ifNoneExist;
  const referrer = sender && checkSender(intake.value, sender.standing, sender.acting, area);
  const faults = [
    ...(referrer ? faultsOf(referrer) : []),
    ...faultsOf(checkIntake(intake.value, area, clock())),
    ...faultsOf(readIfNoneExist(asked, intake.value.request)),
  ];
  const warnings = [...intakeWarnings(intake.value, area, clock()), ...(referrer?.ok ? referrer.value.warnings : [])];
  return { faults, warnings };
};

const ofMessage = (bundle: Bundle<FhirResource>, ports: DryRunPorts): Findings => {
  const message = readMessage(bundle);
  if (!message.ok) return { faults: message.refusals, warnings: [] };
  const kind = kindOfMessage(message.value, ports.area);
  if (!kind.ok) return { faults: kind.refusals, warnings: [] };
  return kind.value === 'new-referral' ? ofReferral(referralIn(message.value, ports.area.service), ports) : onlyForm;
};

/** An onward request, or a cancellation, is judged by the referral that it belongs to; that is not looked at here. */
const onlyForm: Findings = {
  faults: [],
  warnings: [
    {
      code: 'invalid-input',
      diagnostics: 'Only the form was checked: the rest depends on the referral that this belongs to.',
    },
  ],
};

const ofOnward = (bundle: Bundle<FhirResource>): Findings => {
  const onward = readOnward(bundle);
  return onward.ok ? onlyForm : { ...onlyForm, faults: onward.refusals };
};

const ofBundle = (bundle: Bundle<FhirResource>, ports: DryRunPorts): Findings => {
  if (bundle.type === 'message') return ofMessage(bundle, ports);
  if (bundle.type !== 'transaction')
    return { faults: [{ code: 'invalid-input', expression: 'Bundle.type', diagnostics: taken }], warnings: [] };
  const { faults, warnings } = isOnward(bundle) ? ofOnward(bundle) : ofReferral(bundle, ports);
  return { faults: [...notPosted(bundle), ...faults], warnings };
};
const taken = 'A referral is a transaction or a message.';

const findingsAt = ({ faults, warnings }: Findings, locate: (refusal: Refusal) => Refusal): Findings => ({
  faults: faults.map(locate),
  warnings: warnings.map(locate),
});

/** Only what can be sent by itself as a referral is judged as one. */
export const tryOut = (resource: FhirResource, ports: DryRunPorts): Findings => {
  if (isBundle(resource)) return findingsAt(ofBundle(resource, ports), inBundle(resource));
  if (isRequest(resource)) return findingsAt(ofReferral(asBundle(resource), ports), inRequest(resource));
  return {
    faults: [],
    warnings: [
      {
        code: 'invalid-input',
        diagnostics: `Only the form was checked: ${resource.resourceType} is not sent by itself.`,
      },
    ],
  };
};

const isBundle = (resource: FhirResource): resource is Bundle<FhirResource> => resource.resourceType === 'Bundle';
const isRequest = (resource: FhirResource): resource is ServiceRequest => resource.resourceType === 'ServiceRequest';
