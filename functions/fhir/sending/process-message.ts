import type { Annotation, ServiceRequest } from 'fhir/r4.js';
import { type BarsMessage, readMessage } from '../../../mappings/gp/bars/message.ts';
import { kindOfMessage } from '../../../mappings/gp/bars/receiver-table.ts';
import { referralIn } from '../../../mappings/gp/bars/referral.ts';
import { type Referral, referralOf } from '../../domain/referral.ts';
import { dangerNoticed } from '../../domain/request/check-request.ts';
import { ok, type Result, refuse, refuseAll } from '../../domain/result.ts';
import { raisedIn } from '../../domain/said/person-first.ts';
import type { Answer, SignedIn } from '../../http/request.ts';
import { actOnReferral } from '../../usecases/act-on-referral.ts';
import { isThere } from '../../usecases/submitted.ts';
import { revision } from '../changing/service-request-update.ts';
import { inBundle } from '../locate.ts';
import type { FhirPorts } from '../ports.ts';
import { readBundle } from '../read-body.ts';
import { unseenBy } from '../reading/unseen.ts';
import { identityOf } from '../request-identity.ts';
import { messageAnswer, type Processed } from './message-answer.ts';
import { messageHeaderFaults } from './message-headers.ts';
import { messageSenderFaults } from './message-sender.ts';
import { located, readReferralBundle, submit } from './submit.ts';

/**
 * POST /$process-message, as senders of BaRS messages know it: a new referral, or the cancellation of one. It claims no
 * conformance with BaRS: there is no use case for social prescribing there (standards.md 5.1). A repeated X-Request-Id
 * is 409 `duplicate`, which those senders take for success.
 */
export const processMessage =
  (ports: FhirPorts) =>
  async (request: SignedIn): Promise<Result<Answer>> => {
    const wrongHeaders = refuseAll(messageHeaderFaults(request.headers, ports.area));
    if (wrongHeaders) return wrongHeaders;
    const body = readBundle(request.body);
    if (!body.ok) return body;
    const processed = await processBundle(ports, request, body.value);
    return processed.ok ? ok(messageAnswer(ports, request, processed.value)) : processed;
  };

const processBundle = async (
  ports: FhirPorts,
  request: SignedIn,
  bundle: BarsMessage['bundle'],
): Promise<Result<Processed>> => {
  const locate = inBundle(bundle);
  const message = readMessage(bundle);
  if (!message.ok) return refuseAll(message.refusals.map(locate)) ?? message;
  const otherSender = await messageSenderFaults(ports, message.value, request.principal.actor.organisation);
  const wrongSender = refuseAll(otherSender.map(locate));
  if (wrongSender) return wrongSender;
  const kind = kindOfMessage(message.value, ports.area);
  if (!kind.ok) return refuseAll(kind.refusals.map(locate)) ?? kind;
  const done = await (kind.value === 'new-referral' ? open : cancel)(ports, request, message.value);
  const answer = located(done, locate);
  if (!answer.ok) return answer;
  const { referral, serviceRequest, repeated } = answer.value;
  return repeated
    ? refuse('already-processed', { existing: serviceRequest, diagnostics: `Reference: ${referral.reference}.` })
    : answer;
};

const open = async (ports: FhirPorts, request: SignedIn, message: BarsMessage): Promise<Result<Processed>> => {
  const intake = readReferralBundle(referralIn(message, ports.area.service), ports);
  if (!intake.ok) return intake;
  const submitted = await submit(ports, request, { intake: intake.value, ifNoneExist: false });
  if (submitted.ok) return ok({ message, ...submitted.value, repeated: submitted.value.kind === 'repeated' });
  return (
    (await notThere(ports, submitted, { actor: request.principal.actor, patient: intake.value.patient })) ?? submitted
  );
};

/**
 * Those senders take a duplicate for success. It is none where what stands under that identifier is of somebody else, or was withdrawn, or
 * has ended: a referral is not amended, it is cancelled and sent again under another name.
 */
const notThere = async (
  ports: FhirPorts,
  { refusals: [refused] }: Result<never> & { readonly ok: false },
  by: Parameters<typeof isThere>[2],
): Promise<Result<never> | undefined> => {
  if (refused.code !== 'duplicate' || refused.existing === undefined) return undefined;
  const standing = await ports.ledger.load(referralOf(refused.existing) ?? '');
  if (standing && isThere(standing.referral, refused.existing, by)) return undefined;
  return refuse('invalid-input', {
    expression: 'ServiceRequest.identifier',
    diagnostics:
      'names a request of yours that was withdrawn, has ended or is of another person; nothing was taken: send it under another identifier',
  });
};

/** `revoked` and `entered-in-error` mean what they mean in REST: the same action. */
const cancel = async (ports: FhirPorts, request: SignedIn, message: BarsMessage): Promise<Result<Processed>> => {
  const { id = '', status, note, meta } = message.request;
  const referral = referralOf(id);
  if (referral === undefined) return refuse('not-found', { expression: 'ServiceRequest.id' });
  const { actor } = request.principal;
  const acted = await actOnReferral(ports)({
    ...{ referral, actor, request: identityOf(request) },
    unseen: (state) =>
      unseenBy(actor, state, 'ServiceRequest', id).map((one) => ({ ...one, expression: 'ServiceRequest.id' })),
    action: (state) =>
      isOlder(state, id, meta?.versionId)
        ? refuse('stale-version', { expression: 'ServiceRequest.meta.versionId' })
        : revision(id, status === 'entered-in-error' ? status : 'revoked', notOn(state, id, note), unsaid),
  });
  if (!acted.ok) return acted;
  const isRaised = raisedIn(acted.value.referral, acted.value.version);
  const warnings = isRaised ? [dangerNoticed(ports.area, 'ServiceRequest.note')] : [];
  return ok({ message, ...acted.value, serviceRequest: id, warnings });
};

const unsaid = 'Cancelled by the referrer in a message';

/** Those senders write the whole request again, notes and all: what does not stand there yet is said now. */
const notOn = (state: Referral, id: string, sent: NonNullable<ServiceRequest['note']> = []): Annotation[] => {
  const standing = requestOf(state, id)?.note ?? [];
  return sent.filter(({ text }) => !standing.some((one) => one.text === text));
};

const requestOf = ({ request, furtherNeeds }: Referral, id: string): ServiceRequest | undefined =>
  [request, ...furtherNeeds].find((r) => r.id === id);

/** What a sender wrote from an older state than ours is a conflict (standards.md 5.3). Its own clock says nothing about that. */
const isOlder = (state: Referral, id: string, versionId: string | undefined): boolean => {
  const standing = requestOf(state, id)?.meta?.versionId;
  return /^\d{1,7}$/.test(versionId ?? '') && Number(versionId) < Number(standing);
};
