import type { Binary, Communication } from 'fhir/r4.js';
import { messageToWhoReferred } from '../../../mappings/to-referrer.ts';
import { letterTo } from '../../delivery/document/letter-to.ts';
import type { Worded } from '../../delivery/document/ports.ts';
import { namesIn } from '../../delivery/names.ts';
import { mayHear } from '../../domain/participant.ts';
import { roleOf } from '../../domain/parties.ts';
import { type Referral, referenceTo, referralOf } from '../../domain/referral.ts';
import { ok, type Result, refuse } from '../../domain/result.ts';
import { isForReferrer, madeIn, recipientOf } from '../../domain/said/correspondence.ts';
import type { Answer, SignedIn } from '../../http/request.ts';
import { resourceAnswer } from '../../http/resource.ts';
import { actOnReferral } from '../../usecases/act-on-referral.ts';
import type { FhirPorts } from '../ports.ts';
import { isKnown, unchanged } from './conditional.ts';

/** A message to whoever referred, by its id, with the referral that it is of as that stands. */
export const messageNamed = async (
  { ledger }: Pick<FhirPorts, 'ledger'>,
  id: string,
): Promise<{ readonly newest?: Referral; readonly message?: Communication }> => {
  const referral = referralOf(id);
  const newest = referral === undefined ? undefined : (await ledger.load(referral))?.referral;
  const message = newest?.communications.find((c) => c.id === id && isForReferrer(c, newest));
  return newest && message ? { newest, message } : {};
};

/**
 * GET /Binary/{id of a message}: the letter that says what the message says, to print and post where nothing else reaches
 * whoever referred. For the coordinator, who tells it another way.
 */
export const readLetter =
  (ports: FhirPorts) =>
  async (request: SignedIn): Promise<Result<Answer>> => {
    const { params, principal, headers } = request;
    const id = params.id ?? '';
    const { newest, message } = await messageNamed(ports, id);
    if (!newest || !message || roleOf(newest, principal.actor.organisation) !== 'coordinator')
      return refuse('not-found');
    const letter = await letterOfMessage(ports, newest, message);
    if (!letter) return refuse('not-found');
    const kept = await keepPrinted(ports, request, newest, id);
    if (!kept.ok) return kept;
    return ok(isKnown(headers, letter) ? unchanged(letter) : resourceAnswer(200, letter));
  };

/** That there is a page now is kept before it is handed out: should the person withdraw, somebody knows of it. */
const keepPrinted = (
  ports: FhirPorts,
  { principal, requestId, correlationId, bodyHash }: SignedIn,
  { id, version }: Referral,
  message: string,
) =>
  actOnReferral(ports)({
    ...{ referral: id, actor: principal.actor, action: { kind: 'take-copy', message } },
    request: { id: `${requestId}/copy/${version}`, correlation: correlationId, bodyHash },
  });

/** In the words in which it was sent, or would have been; undefined: its recipient may not hear it. */
export const wordedAsSent = async (
  ports: FhirPorts,
  newest: Referral,
  message: Communication,
): Promise<Worded | undefined> => {
  const asOf = (await ports.ledger.load(newest.id, madeIn(message)))?.referral;
  const recipient = await ports.participants.organisation(recipientOf(message) ?? '');
  if (!asOf || !recipient) return undefined;
  const nameOf = await namesIn(ports, asOf);
  const surroundings = { nameOf, newest, mayHear: mayHear(recipient) };
  const communication = messageToWhoReferred(message, asOf, surroundings);
  return communication && { communication, referral: asOf, recipient, nameOf };
};

const letterOfMessage = async (
  ports: FhirPorts,
  newest: Referral,
  message: Communication,
): Promise<Binary | undefined> => {
  const worded = await wordedAsSent(ports, newest, message);
  if (!worded) return undefined;
  const { pdfOf } = await import('../../delivery/document/pdf.ts');
  const page = await pdfOf(letterTo(worded, ports.area));
  const { versionId, lastUpdated } = message.meta ?? {};
  return {
    resourceType: 'Binary',
    id: message.id ?? '',
    meta: { ...(versionId ? { versionId } : {}), ...(lastUpdated ? { lastUpdated } : {}) },
    contentType: 'application/pdf',
    securityContext: { reference: referenceTo(message) },
    data: page.toString('base64'),
  };
};
