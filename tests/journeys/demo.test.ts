import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** What happens, in order, and whom it says so of. */
const hops: readonly (readonly [who: string, what: RegExp])[] = [
  ['practice', /sends the referral/],
  ['wellbeing service', /accepts/],
  ['wellbeing service', /speaks with her/],
  ['wellbeing service', /asks the walking group/],
  ['walking group', /accepts; the service is told/],
  ['walking group', /names the first meeting/],
  ['walking group', /says that she came; the service and the practice are told/],
  ['walking group', /has done its part/],
  ['wellbeing service', /closes the referral; the practice is told/],
  ['practice', /somebody reads how it ended/],
];

/** `0.31 s 0.12 s 9 4.5 12.0 practice …`: when, how long, requests, units read, units written. */
const row = /^ *(\d+\.\d\d) s +(\d+\.\d\d) s +(\d+) +(\d+\.\d) +(\d+\.\d) {3}(\S+(?: \S+)*?) {2,}(.+)$/;
const rowLine = (line: string) => {
  const [, at, took, requests, read, written, who, what] = row.exec(line) ?? [];
  return who === undefined
    ? []
    : [{ ...{ who, what }, numbers: [at, took, requests, read, written].map(Number) as number[] }];
};

describe('`npm run demo`', () => {
  const said: string[] = [];

  beforeAll(async () => {
    // npm would only start it: the same program, so that its end is its own.
    const { demo } = JSON.parse(readFileSync(`${root}package.json`, 'utf8')).scripts;
    const { stdout } = await promisify(execFile)('sh', ['-c', demo], { cwd: root, timeout: 110_000 });
    said.push(...stdout.split('\n'));
  }, 120_000);

  test('shows every hop: who, when, how long, and what it cost in requests and units', () => {
    const shown = said.flatMap(rowLine);
    expect(shown.map(({ who }) => who)).toEqual(hops.map(([who]) => who));
    for (const [n, [, what]] of hops.entries()) expect(shown[n]?.what).toMatch(what);
    for (const { numbers } of shown) {
      const [at = 0, took = 0, requests = 0, read = 0, written = 0] = numbers;
      expect(numbers.every(Number.isFinite)).toBe(true);
      expect(Math.min(requests, read, written), JSON.stringify(numbers)).toBeGreaterThan(0);
      expect(at).toBeGreaterThanOrEqual(0);
      expect(took).toBeGreaterThan(0);
    }
    const requests = shown.reduce((sum, { numbers }) => sum + (numbers[2] ?? 0), 0);
    expect(said.find((line) => line.includes('altogether'))).toMatch(new RegExp(` ${requests} `));
  });

  test('ends with the message that the practice received, and says that nothing is owed any more', () => {
    const message = said.slice(said.indexOf('What the practice received:') + 1);
    expect(message.join('\n')).toMatch(/No action for the practice\./);
    expect(said.join('\n')).toMatch(
      /their chain of hashes holds; closing message: .*\. Loop closed: nothing is owed any more\./,
    );
  });
});
