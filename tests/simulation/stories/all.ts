import type { Dice } from '../harness/dice.ts';
import { dies, openedLate } from './people.ts';
import { adviceOnly, declined, nobodyOpens, onHold, outOfReach, stopped, withdrawnEarly } from './short-ways.ts';
import type { Story } from './story.ts';
import { wholeLoop } from './whole-loop.ts';

/** Every way that a referral can go here, by name. */
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
};

/** By its share; the first of each kind are told for certain, so that a short run knows all of them. */
export const storyOf = (n: number, dice: Dice): { readonly name: string; readonly story: Story } => {
  const all = Object.entries(stories).map(([name, story]) => ({ name, story }));
  const certain = all[n];
  if (certain) return certain;
  let left = dice.roll('story', n) * all.reduce((sum, { story }) => sum + story.share, 0);
  const drawn = all.find(({ story }) => {
    left -= story.share;
    return left < 0;
  });
  return drawn ?? { name: 'wholeLoop', story: wholeLoop };
};
