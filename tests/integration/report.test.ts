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
    ...{
      sessions: ['attended'],
      came,
      minutes: 60 * came,
      attended: [['2026-11-09', 60]],
      modes: ['in-person'],
      ratings: [],
      companion: false,
    },
  });
  const pair = { explained: true, days: 84, values: { anxious: [7, 3] } };
  const line = (n: number) => ({
    ...factsOf(taken()),
    ...{ referral: `r${n}`, ethnicity: 'N' },
    onwards: [onward(n < 7 ? 'walking-group' : n < 15 ? '-2+3' : n < 20 ? 'choir' : 'small', 2)],
    measures: [{ instrument: 'ons4', due: '2027-02-01', exit: 'answered', pair }],
  });
  const lines = Array.from({ length: 21 }, (_, n) => JSON.stringify(line(n)));
  writeFileSync(join(folder, 'facts.jsonl'), lines.join('\n'));
  writeFileSync(
    join(folder, 'counts.csv'),
    'practice,what,by,row,count,date,source\nL99901,registered,all,all,9000,2026-11-01,EMIS search\nL99901,registered,sex,not stated,700,2026-11-01,EMIS search of L99901\nL99901,participation,round,took-part,12,2026-10-05,Minutes of the group\n',
  );
  const counts = ['--counts', join(folder, 'counts.csv'), '--since', '2026-06-01'];
  const words = [
    ...counts,
    join(folder, 'facts.jsonl'),
    '--from',
    '2026-01-01',
    '--to',
    '2026-12-31',
    '--into',
    folder,
  ];
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
  expect(rows('change')).toEqual(['ons4,anxious,21,7,3,-4,-4,-4']);
  expect(rows('groups').find((row) => row.includes('2+3'))).toBe("'-2+3,8,16,960");
});

test('outcomes have how many they are of, and stand by who people are', () => {
  expect(rows('again-ons4-sex')).toEqual(['not stated,21,21,1,0.8454,1']);
  expect(rows('change-by').filter((row) => row.startsWith('sex'))).toEqual([
    'sex,not stated,ons4,anxious,21,7,3,-4,-4,-4',
  ]);
});

test('of a group to which one to four people came, and of those that would give it away, nothing is shown', () => {
  expect(rows('groups')).toEqual([
    "'-2+3,8,16,960",
    'choir,not shown,not shown,not shown',
    'small,not shown,not shown,not shown',
    'walking-group,not shown,not shown,not shown',
  ]);
});

test('the page begins with what did not work, has its plots in itself and fetches nothing', () => {
  const page = readFileSync(join(folder, 'report.html'), 'utf8');
  const at = (text: string) => page.indexOf(text);
  expect(at('How it ended, and what did not work')).toBeGreaterThan(0);
  expect(at('What became of what groups were asked')).toBeLessThan(at('How far people have come'));
  expect(page).toContain('<svg');
  expect(page).not.toMatch(/(?:src|href)=|url\(|<script/);
  expect(page).toContain("default-src 'none'");
  expect(page).toMatch(/not stated<\/th><td>21<\/td><td>700<\/td><td>30\.0/);
  expect(page).toContain('practices counted 0 weeks before 2026-06-01, and 12 are needed');
});

test('the page for the council names no practice and no group', () => {
  const page = readFileSync(join(folder, 'council.html'), 'utf8');
  expect(page).toContain('Ethnicity');
  expect(page).toContain(
    'Counted by: a practice, 2026-10-05: Minutes of the group; a practice, 2026-11-01: EMIS search',
  );
  expect(page).not.toMatch(/L99901|Rounds of patient groups|choir|walking-group/);
  expect(readFileSync(join(folder, 'report.html'), 'utf8')).toMatch(/Rounds of patient groups.*L99901, 2026-10-05/);
});

test('an ethnic category is said in words where people read it, and stays a letter for a spreadsheet', () => {
  expect(rows('ethnicity')).toEqual(['N,21,21,1,0.8454,1']);
  for (const page of ['report.html', 'council.html']) {
    const text = readFileSync(join(folder, page), 'utf8');
    expect(text).toContain('<th scope="row">Black: African</th><td>21</td>');
    expect(text).toContain('ons4 anxious: Black: African');
    expect(text).not.toContain('<th scope="row">N</th>');
  }
});

test('what a group did month by month is not shown where few came', () => {
  expect(rows('statements')).toEqual([
    "'-2+3,2026-11,8,8,480",
    // Shown, they would say how many came to the small one: all weeks together are known.
    'choir,2026-11,not shown,not shown,not shown',
    'small,2026-11,not shown,not shown,not shown',
    'walking-group,2026-11,not shown,not shown,not shown',
  ]);
});
