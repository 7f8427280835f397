import type { Concern } from '../../contracts/safeguarding/schemas.ts';
import type { OpenConcern } from '../domain/concern/concern.ts';
import { nextReading } from '../domain/concern/rota.ts';
import { ok, type Result, refuse } from '../domain/result.ts';
import type { SignedIn } from '../http/request.ts';
import { concernId } from './concern-id.ts';
import type { SafeguardingPorts } from './ports.ts';

/** Who says it, in which request. */
type Said = Pick<SignedIn, 'requestId' | 'bodyHash' | 'now'> & Pick<SignedIn['principal'], 'actor'>;

interface Kept extends Pick<OpenConcern, 'id' | 'route' | 'level'> {
  /** The organisation that it is about, as far as is known. */
  readonly about: string | undefined;
}

/**
 * A concern from any door. A repeat of the same request is the same concern.
 *
 * @param perhapsAbout the organisation that a group or worker may be of, where whoever says it named none: it is not shown there either
 */
export const keepConcern =
  ({ rule, store }: Pick<SafeguardingPorts, 'rule' | 'store'>) =>
  async (concern: Concern, { actor, requestId, bodyHash, now }: Said, perhapsAbout?: string): Promise<Result<Kept>> => {
    const { level, who, about } = concern;
    const route = who === 'child' ? 'children' : 'adults';
    const organisation = about.kind === 'person' ? undefined : (about.organisation ?? perhapsAbout);
    const id = concernId(actor.client, actor.organisation, requestId);
    const open: OpenConcern = {
      ...{ id, version: 1, at: now, level, route, organisation, told: [], kind: 'raised' },
      referral: about.referral,
      due: nextReading(rule, route, now, organisation).from,
    };
    const by = { client: actor.client, organisation: actor.organisation };
    const added = await store.add({ id, at: now, concern, by, bodyHash }, open);
    if (added === 'other') return refuse('request-id-reused');
    if (added === 'busy') return refuse('busy');
    return ok({ id, route, level, about: organisation });
  };
