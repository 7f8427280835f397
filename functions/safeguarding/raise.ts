import { concern } from '../../contracts/safeguarding/schemas.ts';
import { inDanger, routeSays } from '../domain/concern/says.ts';
import { ok, type Result } from '../domain/result.ts';
import type { Answer, SignedIn } from '../http/request.ts';
import { readBody } from '../partner/read-body.ts';
import { keepConcern } from './keep.ts';
import type { SafeguardingPorts } from './ports.ts';

/**
 * POST /concerns. Anybody who is signed in; nothing of it is looked up, so that no answer depends on who or what it is about. A
 * repeat with the same X-Request-Id gets what the first got, with the hours as they are now.
 */
export const raise =
  (ports: SafeguardingPorts) =>
  async ({ body, principal: { actor }, requestId, bodyHash, now }: SignedIn): Promise<Result<Answer>> => {
    const read = readBody(concern, body);
    if (!read.ok) return read;
    const kept = await keepConcern(ports)(read.value, { actor, requestId, bodyHash, now });
    if (!kept.ok) return kept;
    const { id, route, level, about } = kept.value;
    return ok({ status: 201, body: { id, route, level, inDanger, ...routeSays(ports.rule, route, now, about) } });
  };
