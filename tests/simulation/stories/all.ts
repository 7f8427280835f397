import type { Dice } from '../harness/dice.ts';
import { caredFor, carer } from './carers.ts';
import { movedOn, riskAhead, unsafePost } from './next-chosen.ts';
import { nobodyReadsCall, notWell } from './not-well.ts';
import { dies, glassBroken, openedLate } from './people.ts';
import { adviceOnly, declined, nobodyOpens, onHold, outOfReach, stopped, withdrawnEarly } from './short-ways.ts';
import type { Story } from './story.ts';
import { wholeLoop } from './whole-loop.ts';

/** Every way that a referral can go here, by name. A carer stands at an even place, whom they care for beside them. */
export const stories: Readonly<Record<string, Story>> = {
  wholeLoop,
  adviceOnly,
  declined,
  withdrawnEarly,
  stopped,
  outOfReach,
  onHold,
  nobodyOpens,
  dies,
  openedLate,
  carer,
  caredFor,
  nobodyReadsCall,
  notWell,
  glassBroken,
  movedOn,
  riskAhead,
  unsafePost,
};

interface Named {
  readonly name: string;
  readonly story: Story;
}

/** By its share; the first of each kind are told for certain, so that a short run knows all of them. */
export const storyOf = (n: number, referrals: number, dice: Dice): Named => {
  const certain = Object.entries(stories)[n];
  if (certain) return { name: certain[0], story: certain[1] };
  const isCarer = (at: number): boolean =>
    at % 2 === 0 && at >= Object.keys(stories).length && at + 1 < referrals && drawn(at, dice).story === carer;
  if (isCarer(n - 1)) return { name: 'caredFor', story: caredFor };
  const one = drawn(n, dice);
  return one.story === carer && !isCarer(n) ? { name: 'adviceOnly', story: adviceOnly } : one;
};

const drawn = (n: number, dice: Dice): Named => {
  const all = Object.entries(stories).map(([name, story]) => ({ name, story }));
  let left = dice.roll('story', n) * all.reduce((sum, { story }) => sum + story.share, 0);
  const found = all.find(({ story }) => {
    left -= story.share;
    return left < 0;
  });
  return found ?? { name: 'wholeLoop', story: wholeLoop };
};
