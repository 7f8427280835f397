import { serviceCounts } from '../../mappings/public/counts.ts';
import { maySeeCounts } from '../domain/authority/see-counts.ts';
import { ok, type Result, refuse } from '../domain/result.ts';
import type { Answer, SignedIn } from '../http/request.ts';
import type { Participants } from '../usecases/ports.ts';
import type { Counts } from '../views/attention.ts';

export const countsPath = '/figures/service';

export interface CountsPorts {
  readonly participants: Pick<Participants, 'organisation'>;
  /** Of the coordinator of the area. */
  readonly counts: () => Promise<Counts>;
}

/** What a commissioner, a member of a patient group or an information governance lead sees: counts, as JSON. */
export const countsAnswer =
  ({ participants, counts }: CountsPorts) =>
  async ({ principal: { actor }, now }: SignedIn): Promise<Result<Answer>> => {
    const acting = await participants.organisation(actor.organisation);
    if (!acting || !maySeeCounts(acting.kind, actor)) return refuse('role-may-not');
    const headers = { 'cache-control': 'no-store', 'content-type': 'application/json' };
    return ok({ status: 200, headers, body: serviceCounts({ ...(await counts()), asOf: now }) });
  };
