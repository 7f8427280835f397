import { referralOf } from '../../infra/local/demo/peer/fhir.ts';
import { areaUnderCurve } from './curve.ts';
import { about, absent, type Question } from './foreign.ts';
import type { Target } from './target.ts';

/** One of each kind of route. */
const asked = [
  ['GET Task t1', 'L99902'],
  ['GET Task t1/_history', 'L99902'],
  ['search Task?_id=….t1', 'L99903'],
  ['PUT t1', 'L99903'],
  ['PATCH t1', 'COU01'],
  ['transaction PUT t1', 'L99902'],
  ['batch GET', 'L99903'],
  ['POST Communication, question', 'COU01'],
  ['GET /invitations/{id}', 'mens-shed'],
  ['POST /invitations/{id}/accept', 'mens-shed'],
  ['POST session attendance', 'mens-shed'],
] as const;

interface Timed {
  readonly question: string;
  /** 0.5: the time tells nothing. */
  readonly area: number;
  readonly pairs: number;
}

/** So many referrals of the first practice that no two questions in a row are about the same. */
const mostReferrals = 40;

/** Time of the answer about what belongs to others against that about what never was, in pairs, by turns which comes first. */
export const timings = async (
  target: Target,
  questions: readonly Question[],
  pairs: number,
  said: (line: string) => void,
): Promise<readonly Timed[]> => {
  const referrals = [target.referral];
  while (referrals.length < Math.min(mostReferrals, pairs))
    referrals.push(referralOf((await target.refer('L99901')).id));
  const results: Timed[] = [];
  for (const [name, as] of asked) {
    const question = questions.find((one) => one.name === name);
    if (!question) throw new Error(`No question "${name}"`);
    const milliseconds = async (id: string): Promise<number> => {
      const began = performance.now();
      const { status } = await target.as(as)(about(question, id));
      if (status === 429 || status >= 500) throw new Error(`${name}: ${status}`);
      return performance.now() - began;
    };
    const theirs: number[] = [];
    const nobodys: number[] = [];
    for (let n = 0; n < pairs; n += 1) {
      const referral = referrals[n % referrals.length] ?? target.referral;
      if (n % 2 === 0) theirs.push(await milliseconds(referral));
      nobodys.push(await milliseconds(absent()));
      if (n % 2 === 1) theirs.push(await milliseconds(referral));
      if (n % 200 === 199) await target.pass(61);
      await target.keepSignedIn();
    }
    results.push({ question: `${name} as ${as}`, area: areaUnderCurve(theirs, nobodys), pairs });
    said(`${name} as ${as}: ${results.at(-1)?.area.toFixed(3)}`);
  }
  return results;
};
