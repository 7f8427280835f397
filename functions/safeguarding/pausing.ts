import { isSameCode, organisationCode } from '../../contracts/organisation-code.ts';
import { pausing } from '../../contracts/safeguarding/schemas.ts';
import { readsFor } from '../domain/concern/duty-owner.ts';
import { ok, type Result, refuse } from '../domain/result.ts';
import type { Answer, SignedIn } from '../http/request.ts';
import { readBody } from '../partner/read-body.ts';
import type { SafeguardingPorts } from './ports.ts';

/**
 * POST /duty/organisations/{organisation}/pause and /resume: one action, nothing else to fill in but who does it. New requests
 * stop within a minute; what is under way, and what the hub still has to tell that organisation, goes on, so that a pause tells
 * it nothing. What is not in the register is not there: whoever mistyped a code must not believe that somebody is paused.
 */
export const pauseRequests =
  (paused: boolean) =>
  ({ rule, holds, participants }: SafeguardingPorts) =>
  async ({ principal: { actor }, params: { organisation = '' }, body, now }: SignedIn): Promise<Result<Answer>> => {
    const may = readsFor(rule, actor.organisation) && !isSameCode(organisation, actor.organisation);
    if (!may || !organisationCode.test(organisation)) return refuse('not-found');
    const read = readBody(pausing, body);
    if (!read.ok) return read;
    if (!(await participants.organisation(organisation))) return refuse('not-found');
    await holds.hold(organisation, paused, { ...actor, person: read.value.name });
    return ok({ status: 200, body: { organisation, paused, at: now } });
  };
