import { gunzipSync, gzipSync } from 'node:zlib';
import { isNeed, needs } from '../../contracts/directory/needs.ts';
import { days, type Entry } from '../../functions/domain/directory/entry.ts';
import { rank } from '../../functions/domain/directory/rank.ts';

/**
 * How long a ranking of 10,000 services takes, and to read their catalogue as it is stored; run by hand: `npm run -s bench:directory`.
 * Not asserted: it is of this machine. What DynamoDB takes comes on top: one read for each 1 MB, once for each catalogue.
 */
const count = 10_000;
const codes = Object.keys(needs).filter(isNeed);
const now = '2026-11-22T10:00:00.000Z';

const entries = Array.from({ length: count }, (_, n): Entry => {
  const need = codes[n % codes.length] ?? 'other';
  return {
    ...{
      key: `d.${n}`,
      feed: 'bench',
      changed: now,
      service: `${n}`,
      name: `Service ${n} of somebody`,
      places: [{ id: `p${n}`, location: `l${n}` }],
    },
    ...{
      terms: [`t${n % 300}`],
      open: n % 50 !== 0,
      needs: [need],
      ages: { from: (n % 5) * 16 },
      access: n % 3 ? ['step-free'] : [],
    },
    ...{ days: days.filter((_, at) => (n + at) % 3 === 0), ways: ['in-person'], national: n % 100 === 0 },
    at: [51.5 + (n % 97) / 100, -2.7 + (n % 89) / 100],
    checked: n % 4 ? '2026-10-01' : '2025-01-01',
  };
});

const measured = (times: number, run: (n: number) => void): { p50: number; p95: number } => {
  const took = Array.from({ length: times }, (_, n) => {
    const began = performance.now();
    run(n);
    return performance.now() - began;
  }).sort((a, b) => a - b);
  const at = (part: number): number => Math.round((took[Math.floor(times * part)] ?? 0) * 10) / 10;
  return { p50: at(0.5), p95: at(0.95) };
};

const stored = gzipSync(JSON.stringify(entries));
const reading = measured(20, () => JSON.parse(gunzipSync(stored).toString('utf8')));
const known = { now, capacity: () => 'unknown' as const, isOff: () => false };
const ranking = measured(200, (n) => {
  const need = codes[n % codes.length] ?? 'other';
  rank(
    entries,
    { needs: [need], at: [51.88, -2.17], age: 70, access: ['step-free'], days: ['TU'] },
    { ...known, turn: `${n}` },
  );
});
process.stdout.write(
  `${count} services; the catalogue has ${(stored.length / 1e6).toFixed(2)} MB\nreading it: p50 ${reading.p50} ms, p95 ${reading.p95} ms\na ranking: p50 ${ranking.p50} ms, p95 ${ranking.p95} ms\n`,
);
