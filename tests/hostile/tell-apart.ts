import { parseArgs } from 'node:util';
import { keepResult } from '../simulation/results.ts';
import { questionsOf } from './foreign.ts';
import { pageDifferences } from './page-strangers.ts';
import { casesOf, differences } from './strangers.ts';
import { openTarget } from './target.ts';
import { timings } from './timing.ts';

/** npm run strangers -- --pairs N */
const { values } = parseArgs({ options: { pairs: { type: 'string' } } });
const pairs = Number(values.pairs ?? 1_000);
const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};
/** Fewer say too little of a curve. */
const worthKeeping = 1_000;

const began = performance.now();
const target = await openTarget();
const questions = await questionsOf(target);
const cases = casesOf(target, questions);
let told: string[] = [];
let asked = 0;
// Foreign ids by the thousand: with every round another referral of each practice.
for (let round = 0; round < Math.max(1, pairs / 200); round += 1) {
  await target.pass(61);
  await target.signIn();
  told = [...told, ...(await differences(target, cases))];
  asked += cases.length;
}
const byPages = await pageDifferences(target);
told = [...told, ...byPages];
say(`${asked} pairs of answers by ${questions.length} questions: ${told.length} differ`);
for (const one of told.slice(0, 20)) say(one);

const timed = await timings(target, questions, pairs, say);
await target.stop();
const areas = timed.map(({ area }) => area);
const [least, most] = [Math.min(...areas), Math.max(...areas)];
const says = `${asked} pairs of answers of ${questions.length} questions: ${told.length} differ; by time, ${pairs} pairs for each of ${timed.length} routes: area under the curve ${least.toFixed(3)} to ${most.toFixed(3)}`;
say(says);
if (pairs >= worthKeeping) {
  const seconds = (performance.now() - began) / 1000;
  await keepResult({ command: 'npm run strangers', seed: '-', seconds, says }, new URL('./README.md', import.meta.url));
}
if (told.length > 0 || (pairs >= worthKeeping && (least < 0.45 || most > 0.55))) process.exitCode = 1;
