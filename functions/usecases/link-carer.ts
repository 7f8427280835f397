import { type Relationship, seenFromOther } from '../../contracts/lifecycle/relationships.ts';
import { coordinatorOf } from '../domain/parties.ts';
import type { Actor } from '../domain/referral.ts';
import { type Result, refuse } from '../domain/result.ts';
import { actOnReferral } from './act-on-referral.ts';
import type { Acted, ActPorts } from './act-with.ts';
import type { RequestIdentity } from './ports.ts';

interface LinkCommand {
  readonly actor: Actor;
  readonly request: RequestIdentity;
  /** Ids of two referrals. */
  readonly referral: string;
  readonly other: string;
  /** Who the person of the other is to the person of the first. */
  readonly as: Relationship;
}

/**
 * Links the referrals of a carer and of whom they care for, in both ledgers: one after the other, so that a repeat finishes what
 * was left (DESIGN 7). Whoever does not coordinate both changes neither, and does not learn which of them is there.
 */
export const linkCarer =
  (ports: ActPorts) =>
  async ({ actor, request, referral, other, as }: LinkCommand): Promise<Result<Acted>> => {
    const [one, two] = await Promise.all([ports.ledger.load(referral), ports.ledger.load(other)]);
    const mine = [one, two].every((l) => l !== undefined && coordinatorOf(l.referral) === actor.organisation);
    if (!one || !two || !mine) return refuse('not-found');
    const act = actOnReferral(ports);
    const there = await act({
      ...{ referral: other, actor, request: { ...request, id: `${request.id}/${other}` } },
      action: { kind: 'link', other: one.referral.reference, as: seenFromOther[as] },
    });
    return there.ok
      ? act({ referral, actor, request, action: { kind: 'link', other: two.referral.reference, as } })
      : there;
  };
