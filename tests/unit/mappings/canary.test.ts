import { expect, test } from 'vitest';
import type { Door } from '../../../mappings/door.ts';
import { doors } from '../../../mappings/doors.ts';
import { leavingBy } from '../../../mappings/leaving.ts';
import { wordsOf } from '../../../mappings/partner/field.ts';
import { ofGroup, ofTier, seenAt, toPractice, toWhoCalls } from '../../simulation/canary/yardstick.ts';

/** The judge of the simulation has none of the hub's code: what it allows is said anew there, and held against the lists here. */
const invitation = leavingBy(doors.invitation).map(({ paths: [path = ''], tier, words }) => ({ path, tier, words }));

/** One letter holds no marker; the name of a session is the group's own. */
const unmarked = ['person.initial', 'meetings.session'];
const tiers = ['name-only', 'contact', 'purpose'] as const;

test.each(tiers)(
  'at %s the judge allows a partner the words of the person that the lists let out, and no other',
  (tier) => {
    const upTo: readonly string[] = tiers.slice(0, tiers.indexOf(tier) + 1);
    const paths: Readonly<Record<string, string>> = Object.assign({}, ...Object.values(ofTier));
    const judged = seenAt(tier).map((where) => paths[where] ?? where);
    const theirs = [wordsOf.person, wordsOf.agreed, wordsOf['written-for-it']] as readonly (string | undefined)[];
    const letOut = invitation
      .filter((one) => one.tier !== undefined && upTo.includes(one.tier))
      // Digits, not words; they are markers too.
      .filter(({ path, words }) => theirs.includes(words) || path.endsWith('telephone'))
      .map(({ path }) => path);
    expect(judged.toSorted()).toEqual(letOut.filter((path) => !unmarked.includes(path)).toSorted());
  },
);

test('what a group wrote itself comes back to it where the lists say so', () => {
  const own = [wordsOf.own, wordsOf.arrangement] as readonly (string | undefined)[];
  const letOut = invitation.filter(({ words }) => own.includes(words)).map(({ path }) => path);
  expect(Object.values(ofGroup).toSorted()).toEqual(letOut.filter((path) => !unmarked.includes(path)).toSorted());
});

test.each([...Object.entries(toPractice), ...Object.entries(toWhoCalls)])(
  '%s goes to a practice by a door that names it',
  (_, [door, path]) => {
    const named: Door = doors[door];
    expect(leavingBy(named).flatMap(({ paths }) => paths)).toContain(path);
  },
);
