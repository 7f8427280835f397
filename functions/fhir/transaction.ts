import type { Bundle, BundleEntry, FhirResource } from 'fhir/r4.js';
import { isOnward, readOnward } from '../../mappings/wellbeing/onward.ts';
import { type Referral, referenceTo } from '../domain/referral.ts';
import { ok, type Refusal, type Result, refuse, refuseAll } from '../domain/result.ts';
import { issueOf } from '../http/issues.ts';
import { warningOutcome } from '../http/operation-outcome.ts';
import type { Answer, SignedIn } from '../http/request.ts';
import { etag } from '../http/resource.ts';
import { actOnReferral } from '../usecases/act-on-referral.ts';
import type { Submitted } from '../usecases/submit-referral.ts';
import { askedOwner } from './asked-owner.ts';
import { readIfNoneExist } from './if-none-exist.ts';
import { inBundle } from './locate.ts';
import type { FhirPorts } from './ports.ts';
import { notPosted } from './posted.ts';
import { readBundle } from './read-body.ts';
import { identityOf } from './request-identity.ts';
import { located, readReferralBundle, submit } from './submit.ts';
import { viewById } from './view.ts';

/** POST of a transaction Bundle: a referral from a referrer, or an onward request from the coordinator. */
export const postBundle =
  (ports: FhirPorts) =>
  async (request: SignedIn): Promise<Result<Answer>> => {
    const body = readBundle(request.body);
    if (!body.ok) return body;
    const bundle = body.value;
    if (bundle.type !== 'transaction') {
      return refuse('invalid-input', {
        expression: 'Bundle.type',
        diagnostics: 'only a transaction is taken here; a message goes to $process-message',
      });
    }
    const refused = refuseAll(notPosted(bundle));
    if (refused) return refused;
    return isOnward(bundle) ? postOnward(ports, request, bundle) : postReferral(ports, request, bundle);
  };

const postReferral = async (
  ports: FhirPorts,
  request: SignedIn,
  bundle: Bundle<FhirResource>,
): Promise<Result<Answer>> => {
  const intake = readReferralBundle(bundle, ports);
  if (!intake.ok) return refuseAll(intake.refusals.map(inBundle(bundle))) ?? intake;
  const asked = bundle.entry?.find((e) => e.resource?.resourceType === 'ServiceRequest')?.request?.ifNoneExist;
  const ifNoneExist = readIfNoneExist(asked, intake.value.request);
  if (!ifNoneExist.ok) return ifNoneExist;
  const submission = { intake: intake.value, ifNoneExist: ifNoneExist.value };
  const submitted = located(await submit(ports, request, submission), inBundle(bundle));
  return submitted.ok
    ? ok(referralAnswer(submitted.value, request.principal.actor.organisation, ports.publicUrl))
    : submitted;
};

/** What a sender needs to go on: the ids of its person and request, and the Task that the hub made for it. */
const referralAnswer = (
  { referral, kind, warnings, serviceRequest }: Submitted,
  organisation: string,
  url: string,
): Answer => {
  const status = kind === 'existing' ? '200 OK' : '201 Created';
  const names: [string, string][] = [
    ['Patient', referral.patient.id ?? ''],
    ['ServiceRequest', serviceRequest],
    ['Task', referral.task.id ?? ''],
  ];
  return bundleAnswer(referral, names, organisation, status, url, kind === 'existing' ? [] : warnings);
};

const postOnward = async (
  ports: FhirPorts,
  request: SignedIn,
  bundle: Bundle<FhirResource>,
): Promise<Result<Answer>> => {
  const onward = readOnward(bundle);
  if (!onward.ok) return onward;
  const { referral, action } = onward.value;
  const owner = await askedOwner(ports, action.task.owner);
  const acted = await actOnReferral(ports)({
    referral,
    actor: request.principal.actor,
    request: identityOf(request),
    action: { ...action, ...owner },
  });
  if (!acted.ok) return acted;
  const version = String(acted.value.version);
  const made = acted.value.referral.onward.findLast((o) => o.task.meta?.versionId === version);
  if (!made) return refuse('not-found');
  const names: [string, string][] = [
    ['ServiceRequest', made.request.id ?? ''],
    ['Task', made.task.id ?? ''],
    ...made.meetings.map((m): [string, string] => ['Appointment', m.id ?? '']),
  ];
  return ok(
    bundleAnswer(acted.value.referral, names, request.principal.actor.organisation, '201 Created', ports.publicUrl, []),
  );
};

const bundleAnswer = (
  referral: Referral,
  names: readonly (readonly [string, string])[],
  organisation: string,
  status: string,
  url: string,
  warnings: readonly Refusal[],
): Answer => {
  const entry = names.flatMap(([type, id]): BundleEntry<FhirResource>[] => {
    const shown = viewById(referral, type, id, organisation);
    if (!shown) return [];
    const version = shown.meta?.versionId ?? '1';
    return [
      {
        fullUrl: `${url}/FHIR/R4/${referenceTo(shown)}`,
        ...(type === 'Task' ? { resource: shown } : {}),
        response: {
          status,
          location: `${referenceTo(shown)}/_history/${version}`,
          etag: etag(version),
          lastModified: shown.meta?.lastUpdated ?? referral.at,
          ...(type === 'ServiceRequest' && warnings.length > 0
            ? { outcome: warningOutcome(warnings.map(issueOf), url) }
            : {}),
        },
      },
    ];
  });
  const body: Bundle<FhirResource> = { resourceType: 'Bundle', type: 'transaction-response', entry };
  return { status: 200, body };
};
