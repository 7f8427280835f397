import type { DutyOwner } from '../county/duty-owner.ts';
import type { Group } from '../county/group.ts';
import type { Care } from '../county/person.ts';
import type { Practice, Sent } from '../county/practice.ts';
import type { Desk } from '../county/wellbeing.ts';
import type { CountyFault } from '../faults/kinds.ts';
import type { Agenda } from '../harness/agenda.ts';
import type { Dice } from '../harness/dice.ts';

/** What one referral's life has at hand. */
export interface Scene {
  /** Which one of the run. */
  readonly n: number;
  readonly dice: Dice;
  readonly agenda: Agenda;
  readonly now: () => number;
  /** Who refers. */
  readonly practice: Practice;
  /** With whom the person is registered, as far as the story says: `Story.registered`. */
  readonly surgery: Practice;
  /** The team that sees to it, and another one of the same service. */
  readonly desk: Desk;
  readonly otherDesk: Desk;
  readonly groups: readonly [Group, ...Group[]];
  readonly duty: DutyOwner;
  /** What became of the one told beside this one (two and two are neighbours), once it is sent. */
  readonly beside: () => Sent | undefined;
  readonly injected: (kind: CountyFault) => void;
  readonly bundle: object;
  /** The judges want to know which referral this became. */
  readonly sent: (sent: Sent) => void;
}

export interface Story {
  /** How many of a hundred. */
  readonly share: number;
  /** Status of the referral's Task when all is over. */
  readonly ends: string;
  /** Whether the script leaves somebody without a human for too long. */
  readonly silent?: true;
  /** Whether it is known with which practice the person is: the one that refers, or another one, which reads on paper. */
  readonly registered?: 'here' | 'elsewhere';
  /** What is known of the person, where the story hangs on it. */
  readonly care?: Care;
  readonly tell: (scene: Scene) => Promise<void>;
}
