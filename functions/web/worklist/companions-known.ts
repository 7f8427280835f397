import { isNeed, needs } from '../../../contracts/directory/needs.ts';
import { type ClearedFor, clearances } from '../../../contracts/lifecycle/companions.ts';
import { today } from '../../domain/calendar.ts';
import { notCleared, whyNotCleared } from '../../domain/companion/clearance.ts';
import { notAsked } from '../../domain/participant.ts';
import { whyCompanionNotAsked } from '../../usecases/known-companion.ts';
import type { Participant } from '../../usecases/ports.ts';
import { dateFor } from '../dates.ts';
import { words } from '../words/words.ts';

const { known: says } = words.companion;

export const byName = (all: readonly Participant[]): Participant[] =>
  [...all].sort((a, b) => a.name.localeCompare(b.name, 'en'));

/** What somebody is cleared for, and until when. */
export const clearedIn = ({ companion }: Participant): string[] =>
  (companion?.clearedFor ?? []).map(({ work, until }) => says.cleared(clearances[work], dateFor(until)));

/** What they know from their own life: for the colleague who asks them, and never for the person (users.md S61). */
export const experienceIn = ({ companion }: Participant): string | undefined => {
  const known = (companion?.experience ?? []).filter(isNeed).map((code) => needs[code].display);
  return known.length === 0 ? undefined : says.experience(known.join(', '));
};

/** One line, below a name. */
export const companionNote = (one: Participant): string =>
  [...clearedIn(one), experienceIn(one)].filter((part) => part !== undefined).join('. ');

interface When {
  /** Of the meeting; and now. */
  readonly day: string;
  readonly now: string;
  readonly needs: readonly ClearedFor[];
}

/** Everything that keeps somebody from a meeting, in words; empty: they may be asked. */
export const whyNot = (one: Participant, { day, now, needs: work }: When): string[] => {
  const away = whyCompanionNotAsked(one, today(now));
  if (away) return [notAsked[away]];
  return whyNotCleared(one.companion, { day, needs: work }).map((why) => notCleared[why]);
};
