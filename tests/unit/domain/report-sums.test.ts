import fc from 'fast-check';
import type { Task } from 'fhir/r4.js';
import { expect, test } from 'vitest';
import { isTerminal } from '../../../contracts/lifecycle/statuses.ts';
import { extensions } from '../../../contracts/systems.ts';
import { statusOf } from '../../../functions/domain/coding.ts';
import type { Referral } from '../../../functions/domain/referral.ts';
import { factsOf } from '../../../functions/domain/reports/facts.ts';
import { addTo, noSums } from '../../../functions/domain/reports/report.ts';
import { onwardTables, referralTables } from '../../../functions/domain/reports/tables.ts';
import { walks } from './walk.ts';
import { walk } from './walked.ts';

/** Each number of a report is counted here anew, from the resources of referrals on which anybody has done anything (issue 10, "done when"). */
const whenever = { from: '2000-01-01', to: '2099-12-31' };
const isUnsent = ({ status, extension = [] }: Task): boolean =>
  status === 'draft' || extension.some(({ url }) => url === extensions.neverSent);
const isCounted = ({ task }: Referral): boolean => !isUnsent(task) && task.status !== 'entered-in-error';
test('the tables of a report add up to the referrals that they are made from, whatever was done to them', () => {
  const [county] = fc.sample(fc.array(walks, { minLength: 150, maxLength: 150 }), { seed: 10, numRuns: 1 });
  const all = (county ?? []).map((path) => walk(path).end);
  const sums = noSums();
  for (const facts of all.map((referral) => factsOf(referral))) if (facts) addTo(sums, facts, whenever);
  const counted = all.filter(isCounted);
  const onwards = counted.flatMap(({ onward }) => onward).filter(({ task }) => !isUnsent(task));
  const sumOf = (name: string) => [...(sums.tables.get(name) ?? [])].reduce((sum, [, n]) => sum + n, 0);
  expect(counted.length).toBeGreaterThan(50);
  expect(onwards.length).toBeGreaterThan(50);
  expect([sums.referrals, sums.onwards]).toEqual([counted.length, onwards.length]);
  for (const name of Object.keys(referralTables)) expect(sumOf(name), name).toBe(counted.length);
  for (const name of Object.keys(onwardTables)) expect(sumOf(name), name).toBe(onwards.length);
  const open = counted.filter(({ task }) => !isTerminal(statusOf(task)));
  expect(sums.tables.get('way')?.get('open') ?? 0).toBe(open.length);
  const waiting = counted.filter(({ task }) => statusOf(task) === 'requested');
  expect(sums.tables.get('stage')?.get('waiting') ?? 0).toBe(waiting.length);
  const declined = onwards.filter(({ task }) => task.status === 'rejected');
  const rejected = [...(sums.tables.get('declined') ?? [])].filter(([row]) => row.startsWith('declined: '));
  expect(rejected.reduce((sum, [, n]) => sum + n, 0)).toBe(declined.length);
});
