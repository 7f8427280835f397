import { invitationsOf } from '../../../mappings/partner/invitation.ts';
import { type Actor, referralOf } from '../../domain/referral.ts';
import { refuse } from '../../domain/result.ts';
import { act } from '../../partner/act.ts';
import { nameAgain, sayWhoCame } from '../../partner/plans.ts';
import type { RequestIdentity } from '../../usecases/ports.ts';
import type { GroupPorts } from './ports.ts';

interface Said {
  readonly task: string;
  readonly meeting: string;
  /** `can-come`: what was tapped before it began is taken back. */
  readonly result: Parameters<typeof sayWhoCame>[1]['result'] | typeof canCome;
}

/** That they cannot come was tapped on the wrong line, or they can after all. */
export const canCome = 'can-come';

/** One person's answer, by the same use case as the partner API, so that only who said it and by which way differ. */
export const recordLine =
  (ports: Pick<GroupPorts, 'ledger' | 'clock' | 'pause'>) =>
  async (actor: Actor, identity: RequestIdentity, { task: id, meeting, result }: Said) => {
    const loaded = await ports.ledger.load(referralOf(id) ?? '');
    const onward = loaded && invitationsOf(loaded.referral, actor.organisation).find(({ task }) => task.id === id);
    if (!loaded || !onward) return refuse('not-found');
    const mine = { loaded, onward, tier: 'name-only' as const };
    const planned = result === canCome ? nameAgain(mine, meeting) : sayWhoCame(mine, { result, meeting }, {});
    return planned.ok ? act(ports)({ mine, actor, identity, action: planned.value }) : planned;
  };
