import { type BenchResult, withBench } from './bench-table.ts';
import { countedElsewhere } from './counted-elsewhere.ts';
import { withCounts } from './counts-table.ts';
import { type Profiled, withProfile } from './profile-table.ts';
import { type Scaled, withScale } from './scale-table.ts';
import type { Tally } from './tally.ts';

const of =
  <Result>(put: (readme: string, result: Result) => string) =>
  (readme: string, kept: string): string =>
    put(readme, JSON.parse(kept));

/** The README with the table of what is kept as `results/<name>.json`. */
export const tables = {
  bench: of<BenchResult>((readme, result) => withBench(readme, result, countedElsewhere())),
  counts: of<Tally>(withCounts),
  profile: of<Profiled>(withProfile),
  scale: of<Scaled>(withScale),
} as const;
