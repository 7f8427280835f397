import type { Invitation } from '../../contracts/partner-api/schemas.ts';
import { invitationsOf, invitationView } from '../../mappings/partner/invitation.ts';
import type { Tier } from '../domain/participant.ts';
import { hasCopy } from '../domain/permission/copies.ts';
import type { Actor, Referral } from '../domain/referral.ts';
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

type Ports = Pick<PartnerPorts, 'ledger' | 'clock' | 'pause'>;

/**
 * An organisation's invitations of a referral as it may see them. That it has now seen whom they are about is kept first, once
 * for each: should the person withdraw, somebody knows whom to ring. What was withdrawn meanwhile is seen by that write, and
 * not shown.
 */
export const readInvitations =
  (ports: Ports) =>
  (loaded: Loaded, reader: Reader): Promise<Result<readonly Invitation[]>> =>
    reading({ ...ports, ledger: startingFrom(loaded, ports.ledger) }, loaded.referral, reader);

const reading = async (
  ports: Ports,
  as: Referral,
  { actor, tier, request }: Reader,
): Promise<Result<readonly Invitation[]>> => {
  const shown = (referral: Referral) =>
    invitationsOf(referral, actor.organisation).map((onward) => ({
      onward,
      view: invitationView({ referral, onward, tier, now: request.now }),
    }));
  const before = shown(as);
  const tasks = before
    .filter(({ onward, view }) => view.person !== undefined && !hasCopy(as, onward))
    .map(({ onward }) => onward.task.id ?? '');
  if (tasks.length === 0) return ok(before.map(({ view }) => view));
  const taken = await actOnReferral(ports)({
    referral: as.id,
    actor,
    action: { kind: 'take-copy', tasks },
    request: {
      // One request shows several referrals, and may be sent again when there is more to see: then it takes another copy.
      id: `${request.requestId}/copy/${as.id}/${as.version}`,
      correlation: request.correlationId,
      bodyHash: request.bodyHash,
    },
  });
  return taken.ok ? ok(shown(taken.value.referral).map(({ view }) => view)) : taken;
};

/**
 * The same after somebody did something: that is done, whatever comes of this. Where it could not be put down that they have now seen whom it is
 * about, they are not shown it.
 */
export const readAfterwards =
  (ports: Ports) =>
  async (referral: Referral, reader: Reader): Promise<readonly Invitation[]> => {
    const read = await reading(ports, referral, reader);
    if (read.ok) return read.value;
    const { actor, tier, request } = reader;
    return invitationsOf(referral, actor.organisation).map((onward) => {
      const { person: _, ...view } = invitationView({ referral, onward, tier, now: request.now });
      return view;
    });
  };
