import { describe, expect, test } from 'vitest';
import { systems } from '../../../contracts/systems.ts';
import { concept } from '../../../functions/domain/coding.ts';
import type { Onward, Referral } from '../../../functions/domain/referral.ts';
import { goAgainOf } from '../../../functions/domain/to-person/go-again.ts';
import { messagesToPerson } from '../../../functions/domain/to-person/messages.ts';
import { meetingAt, move, onwardTo, recorded, said } from './acts.ts';
import { coordinator, day, group, practice, t1, t2 } from './cast.ts';
import { tell } from './owed.ts';
import { people } from './people-to-write-to.ts';
import { next, opened, refusalsOf, story } from './referrals.ts';

const notes = (code: string, task = t2) => recorded('go-again', task, { topic: concept(systems.goAgain, code) });
const answerOf = ({ onward }: Referral, referral: Referral) => goAgainOf(referral, onward[0] as Onward);

describe('"would you go again?"', () => {
  test('is asked of whoever came, once, where somebody can write to them', () => {
    const start = { patient: people['a mobile that is safe'] ?? opened().patient };
    const came = story(
      opened(start),
      [coordinator, move(t1, 'accepted')],
      [coordinator, onwardTo('walking-group')],
      [group, move(t2, 'accepted')],
      [group, meetingAt(day(3))],
      [group, said('attended'), day(3, 12)],
      [group, meetingAt(day(10))],
      [group, said('attended'), day(10, 12)],
    );
    expect(messagesToPerson(came).filter(({ says }) => says === 'how-was-it')).toHaveLength(1);
  });

  test('is noted by the link worker of a group to which they have been, and the newest answer holds', () => {
    const noted = next(tell('attended'), coordinator, notes('not-sure'));
    const again = next(noted, coordinator, notes('yes'));
    expect([answerOf(noted, noted), answerOf(again, again)]).toEqual(['not-sure', 'yes']);
  });

  test('is refused of anybody else, of a group where they never were, and in words that are none of the answers', () => {
    expect(refusalsOf(tell('attended'), practice, notes('yes'))).toEqual(['not-yours-to-change']);
    expect(refusalsOf(tell('attended'), coordinator, notes('perhaps'))).toEqual(['unknown-code']);
    expect(refusalsOf(tell('did-not-attend'), coordinator, notes('yes'))).toEqual(['wrong-parent']);
  });
});
