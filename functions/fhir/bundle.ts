import type { Result } from '../domain/result.ts';
import { readJson } from '../http/json-body.ts';
import type { Answer, SignedIn } from '../http/request.ts';
import { answerBatch } from './batch.ts';
import { postUpdates } from './changing/updates.ts';
import type { FhirRow } from './interaction.ts';
import type { FhirPorts } from './ports.ts';
import { isNode, type Node, nodes } from './rules/tree.ts';
import { postBundle } from './sending/transaction.ts';

const isBatch = (body: unknown): body is Node =>
  isNode(body) && body.resourceType === 'Bundle' && body.type === 'batch';

/** What stands is changed, and nothing is new: a referral or an onward request is only ever created. */
const changesWhatStands = (body: unknown): boolean => {
  const methods = isNode(body) ? nodes(body, 'entry').map(({ request }) => isNode(request) && request.method) : [];
  return methods.some((method) => method !== false) && !methods.includes('POST');
};

/** POST of a Bundle: each entry by itself (batch), changes to one referral together, or what is new. */
export const postAnyBundle =
  (rows: () => readonly FhirRow[]) =>
  (ports: FhirPorts) =>
  async (request: SignedIn): Promise<Result<Answer>> => {
    const body = readJson(request.body);
    if (!body.ok) return body;
    if (isBatch(body.value)) return answerBatch(ports, rows(), request, body.value);
    return changesWhatStands(body.value) ? postUpdates(ports)(request) : postBundle(ports)(request);
  };
