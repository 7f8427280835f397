import { randomUUID } from 'node:crypto';
import type { Got } from '../journeys/caller.ts';
import { about, absent, place, type Question } from './foreign.ts';
import type { Target } from './target.ts';

/** A question by somebody who has nothing to do with the referral that it is about. */
interface Case {
  readonly question: Question;
  readonly as: string;
  readonly referral: string;
}

/** Every question × every role that has nothing to do with either referral. */
export const casesOf = ({ referral, others }: Target, questions: readonly Question[]): readonly Case[] =>
  [
    ...['L99902', 'L99903', 'mens-shed', 'COU01'].map((as) => ({ as, referral })),
    ...['L99901', 'L99902', 'walking-group', 'mens-shed', 'COU01'].map((as) => ({ as, referral: others })),
  ].flatMap((who) => questions.map((question) => ({ ...who, question })));

/** These change with each request, whatever it asks. */
const counting = ['date', 'ratelimit', 'keep-alive'];
/** The bookmark for the next poll is the time of the question. */
const bookmark = /ge\d{4}-\d\d-\d\dT[\d%A.:]+Z/g;

const comparable = ({ status, headers, text }: Got, id: string): string =>
  [
    status,
    ...[...headers].filter(([name]) => !counting.includes(name)).map(([name, value]) => `${name}: ${value}`),
    text.replaceAll(id, place).replaceAll(bookmark, 'ge…'),
  ].join('\n');

/** Both answers, where that about what belongs to others differs from that about what never was. */
const difference = async (target: Target, { question, as, referral }: Case): Promise<string | undefined> => {
  const id = absent();
  const requestId = randomUUID();
  const ask = target.as(as);
  const theirs = comparable(await ask(about(question, referral, requestId)), referral);
  const nobodys = comparable(await ask(about(question, id, requestId)), id);
  return theirs === nobodys ? undefined : `${as}: ${question.name}\n${theirs}\n-- but of nothing:\n${nobodys}`;
};

const atOnce = 4;

export const differences = async (target: Target, cases: readonly Case[]): Promise<readonly string[]> => {
  const found: string[] = [];
  const waiting = [...cases];
  const caller = async (): Promise<void> => {
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      const told = await difference(target, next);
      if (told !== undefined) found.push(told);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, caller));
  return found;
};
