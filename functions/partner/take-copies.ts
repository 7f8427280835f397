import type { Invitation } from '../../contracts/partner-api/schemas.ts';
import { invitationsOf, invitationView } from '../../mappings/partner/invitation.ts';
import type { Tier } from '../domain/participant.ts';
import { hasCopy } from '../domain/permission/copies.ts';
import type { Actor } from '../domain/referral.ts';
import { ok, type Result } from '../domain/result.ts';
import type { SignedIn } from '../http/request.ts';
import { actOnReferral } from '../usecases/act-on-referral.ts';
import type { Loaded } from '../usecases/ports.ts';
import type { PartnerPorts } from './ports.ts';
import { startingFrom } from './starting-from.ts';

/** Who reads, and in which request. */
export interface Reader {
  readonly actor: Actor;
  readonly tier: Tier;
  readonly request: Pick<SignedIn, 'requestId' | 'correlationId' | 'bodyHash' | 'now'>;
}

/**
 * An organisation's invitations of a referral as it may see them. That it has now seen whom they are about is kept first, once
 * for each: should the person withdraw, somebody knows whom to ring. What was withdrawn meanwhile is seen by that write, and
 * not shown.
 */
export const readInvitations =
  (ports: Pick<PartnerPorts, 'ledger' | 'clock' | 'pause'>) =>
  async (loaded: Loaded, { actor, tier, request }: Reader): Promise<Result<readonly Invitation[]>> => {
    const shown = ({ referral }: Pick<Loaded, 'referral'>) =>
      invitationsOf(referral, actor.organisation).map((onward) => ({
        onward,
        view: invitationView({ referral, onward, tier, now: request.now }),
      }));
    const before = shown(loaded);
    const tasks = before
      .filter(({ onward, view }) => view.person !== undefined && !hasCopy(loaded.referral, onward))
      .map(({ onward }) => onward.task.id ?? '');
    if (tasks.length === 0) return ok(before.map(({ view }) => view));
    const taken = await actOnReferral({ ...ports, ledger: startingFrom(loaded, ports.ledger) })({
      referral: loaded.referral.id,
      actor,
      action: { kind: 'take-copy', tasks },
      request: {
        // One request shows several referrals, and may be sent again when there is more to see: then it takes another copy.
        id: `${request.requestId}/copy/${loaded.referral.id}/${loaded.head.version}`,
        correlation: request.correlationId,
        bodyHash: request.bodyHash,
      },
    });
    return taken.ok ? ok(shown(taken.value).map(({ view }) => view)) : taken;
  };
