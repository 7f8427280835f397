import { isTerminal } from '../../../contracts/lifecycle/statuses.ts';
import { statusOf } from '../../domain/coding.ts';
import { companionMeeting, companionName, companionsOf } from '../../domain/companion/companions.ts';
import { hasBegun } from '../../domain/meetings/meetings.ts';
import type { Referral } from '../../domain/referral.ts';
import { inParallel } from '../../runtime/in-parallel.ts';
import type { ToDrop } from '../../usecases/drop-companion.ts';
import type { Clock, Ledger, Participant } from '../../usecases/ports.ts';
import type { ToRing } from '../../usecases/ring-group.ts';
import { linkIdOf } from '../../views/link-id.ts';
import type { LinkRows } from '../../views/link-rows.ts';
import { isStillCleared } from './said-to-companion.ts';

interface Ports {
  readonly find: LinkRows['find'];
  readonly ledger: Pick<Ledger, 'load'>;
  readonly participantNow: (organisation: string) => Promise<Participant | undefined>;
  readonly drop: (one: ToDrop) => Promise<boolean>;
  readonly ring: (one: ToRing) => Promise<boolean>;
  readonly clock: Clock;
}

/** What is ahead of theirs in one referral, and whether they may still go. */
const aheadOf = (state: Referral, by: Participant, now: string) =>
  companionsOf(state, by.organisation)
    .filter((task) => !isTerminal(statusOf(task)))
    .flatMap((task) => {
      const meeting = companionMeeting(state, task);
      if (!meeting || hasBegun(meeting, now)) return [];
      return [
        { referral: state.id, task: task.id ?? '', mayGo: by.active && isStillCleared(state, { task, meeting }, by) },
      ];
    });

/** false: others wrote at the same moment. undefined: nothing follows. */
const putDown = (
  { drop, ring }: Pick<Ports, 'drop' | 'ring'>,
  { organisation: companion, organiser }: Participant,
  { mayGo, ...about }: { readonly referral: string; readonly task: string; readonly mayGo: boolean },
): Promise<boolean> | undefined => {
  if (!mayGo) return drop({ ...about, companion, why: 'companion-not-cleared' });
  return organiser ? undefined : ring({ ...about, why: 'companion-not-told' });
};

/**
 * Somebody has just changed what the register says of a companion. Whoever may not go any more is taken off all that is ahead at once, also where
 * the place was sent: the link worker has another to find, the companion and the person are told. Who has no contact any more is to be rung.
 * Answers for how many meetings.
 */
export const lookAtCompanion =
  (ports: Ports) =>
  async (companion: string): Promise<number> => {
    const by = await ports.participantNow(companion);
    if (by?.kind !== 'companion') return 0;
    const row = await ports.find(linkIdOf(companionName(companion)));
    const ahead = await inParallel(row?.referrals ?? [], 8, async (referral) => {
      const loaded = await ports.ledger.load(referral);
      return loaded ? aheadOf(loaded.referral, by, ports.clock()) : [];
    });
    // One after another: of one referral two would write at the same moment.
    const done: (boolean | undefined)[] = [];
    for (const one of ahead.flat()) done.push(await putDown(ports, by, one));
    if (done.includes(false)) throw new Error('Others write at this moment. Do it again: what was put down stays.');
    return done.filter((isDown) => isDown).length;
  };
