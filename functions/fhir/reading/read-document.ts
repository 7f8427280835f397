import type { Communication } from 'fhir/r4.js';
import { fhirDocument } from '../../../mappings/gp/document/fhir-document.ts';
import { letterTo, patientTo } from '../../delivery/document/letter-to.ts';
import type { Worded } from '../../delivery/document/ports.ts';
import { requestIdOf } from '../../delivery/request-id.ts';
import { coordinatorOf, roleOf } from '../../domain/parties.ts';
import type { Reader, Referral } from '../../domain/referral.ts';
import { ok, type Result, refuse } from '../../domain/result.ts';
import { recipientOf } from '../../domain/said/correspondence.ts';
import type { Answer, SignedIn } from '../../http/request.ts';
import { resourceAnswer } from '../../http/resource.ts';
import type { FhirPorts } from '../ports.ts';
import { handsOver, isKnown, unchanged } from './conditional.ts';
import { messageNamed, wordedAsSent } from './read-letter.ts';
import { show } from './show.ts';

/**
 * GET /Bundle/{id of a message}: the message as a FHIR document, for whom it is to and for the coordinator, in the words in which it
 * was sent. Who may hear the status only has no document.
 */
export const readDocument =
  (ports: FhirPorts) =>
  async (request: SignedIn): Promise<Result<Answer>> => {
    const { params, principal, headers } = request;
    const { newest, message } = await messageNamed(ports, params.id ?? '');
    const worded = newest && message && (await wordedFor(ports, newest, message, principal.actor));
    if (!newest || worded?.recipient.kind !== 'practice') return refuse('not-found');
    const document = documentOf(worded, ports);
    const answered = isKnown(headers, document) ? unchanged(document) : resourceAnswer(200, document);
    if (handsOver(request, answered))
      await ports.collected(principal.actor.organisation, [{ referral: newest, shown: worded.communication }]);
    return ok(answered);
  };

/** A practice reads as much of its own as it does of the message itself. */
const wordedFor = async (
  ports: FhirPorts,
  newest: Referral,
  message: Communication,
  actor: Reader,
): Promise<Worded | undefined> => {
  if (roleOf(newest, actor.organisation) === 'coordinator') return wordedAsSent(ports, newest, message);
  if (recipientOf(message) !== actor.organisation) return undefined;
  const worded = await wordedAsSent(ports, newest, message);
  const communication = await show(ports, newest, message, actor);
  return worded && communication?.resourceType === 'Communication' ? { ...worded, communication } : undefined;
};

const documentOf = (worded: Worded, { area }: FhirPorts) => {
  const letter = letterTo(worded, area);
  const { communication, referral } = worded;
  return fhirDocument({
    ...{ message: communication, letter, patient: patientTo(worded) },
    sender: { organisation: coordinatorOf(referral) ?? '', name: letter.from },
    uuidOf: (part) => requestIdOf(referral.id, `${communication.id}/${part}`, versionOf(communication, referral)),
  });
};

const versionOf = ({ meta }: Communication, { version }: Referral): number => Number(meta?.versionId ?? version);
