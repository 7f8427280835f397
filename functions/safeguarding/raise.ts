import { concern } from '../../contracts/safeguarding/schemas.ts';
import type { OpenConcern } from '../domain/concern/concern.ts';
import { nextReading } from '../domain/concern/rota.ts';
import { inDanger, routeSays } from '../domain/concern/says.ts';
import { ok, type Result, refuse } from '../domain/result.ts';
import type { Answer, SignedIn } from '../http/request.ts';
import { readBody } from '../partner/read-body.ts';
import { concernId } from './concern-id.ts';
import type { SafeguardingPorts } from './ports.ts';

/**
 * POST /concerns. Anybody who is signed in; nothing of it is looked up, so that no answer depends on who or what it is about. A
 * repeat with the same X-Request-Id gets what the first got, with the hours as they are now.
 */
export const raise =
  ({ rule, store }: SafeguardingPorts) =>
  async ({ body, principal: { actor }, requestId, bodyHash, now }: SignedIn): Promise<Result<Answer>> => {
    const read = readBody(concern, body);
    if (!read.ok) return read;
    const { level, who, about } = read.value;
    const route = who === 'child' ? 'children' : 'adults';
    const organisation = about.kind === 'person' ? undefined : about.organisation;
    const id = concernId(actor.client, actor.organisation, requestId);
    const open: OpenConcern = {
      ...{ id, version: 1, at: now, level, route, organisation, told: [], kind: 'raised' },
      referral: about.kind === 'person' ? about.referral : undefined,
      due: nextReading(rule, route, now, organisation).from,
    };
    const by = { client: actor.client, organisation: actor.organisation };
    const added = await store.add({ id, at: now, concern: read.value, by, bodyHash }, open);
    if (added === 'other') return refuse('request-id-reused');
    if (added === 'busy') return refuse('busy');
    const says = routeSays(rule, route, now, organisation);
    return ok({ status: 201, body: { id, route, level, inDanger, ...says } });
  };
