import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { factsOf } from '../../functions/domain/reports/facts.ts';
import { taken } from '../unit/domain/referrals.ts';

const root = new URL('../../', import.meta.url).pathname;
let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'handover-report-'));
  const onward = (partner: string, came: number) => ({
    ...{ partner, accepted: true, status: 'completed', reason: '', result: 'attended', mode: 'in-person' },
    ...{ sessions: ['attended'], came, minutes: 60 * came },
  });
  const pair = { explained: true, days: 84, values: { anxious: [7, 3] } };
  const line = (n: number) => ({
    ...factsOf(taken()),
    referral: `r${n}`,
    onwards: [onward(n < 7 ? 'walking-group' : n < 15 ? '-2+3' : n < 20 ? 'choir' : 'small', 2)],
    measures: [{ instrument: 'ons4', due: '2027-02-01', exit: 'answered', pair }],
  });
  const lines = Array.from({ length: 21 }, (_, n) => JSON.stringify(line(n)));
  writeFileSync(join(folder, 'facts.jsonl'), lines.join('\n'));
  const words = [join(folder, 'facts.jsonl'), '--from', '2026-01-01', '--to', '2026-12-31', '--into', folder];
  const ran = spawnSync(process.execPath, ['infra/operator/report.ts', ...words], { cwd: root, encoding: 'utf8' });
  expect(ran.status, ran.stderr).toBe(0);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const rows = (name: string) =>
  readFileSync(join(folder, `${name}.csv`), 'utf8')
    .trim()
    .split('\n')
    .slice(1);

test('a change for the less is a number to a spreadsheet, and a code is no formula', () => {
  expect(rows('change')).toEqual(['ons4,anxious,21,7,3,-4']);
  expect(rows('groups').find((row) => row.includes('2+3'))).toBe("'-2+3,8,16,960");
});

test('of a group to which one to four people came, and of those that would give it away, nothing is shown', () => {
  expect(rows('groups')).toEqual([
    "'-2+3,8,16,960",
    'choir,not shown,not shown,not shown',
    'small,not shown,not shown,not shown',
    'walking-group,not shown,not shown,not shown',
  ]);
});
