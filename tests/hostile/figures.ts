import type { Attempt, Got } from './attempt.ts';

/** Megabytes that the hub, with every function in it, may hold at the most: it runs as one process here. */
const mostMegabytes = 2_500;

/** What came of a campaign. */
export type Figures = ReturnType<typeof newFigures>;

const short = ({ method, path, raw, headers, body }: Attempt): string =>
  raw === undefined
    ? `${method} ${path.slice(0, 200)} ${JSON.stringify(headers.slice(1).filter(([name]) => name !== 'User-Agent')).slice(0, 400)} ${String(body ?? '').slice(0, 600)}`
    : JSON.stringify(raw.slice(0, 100));

/** Words that only code says: an answer that holds them tells of how the hub is made. */
const ofCode =
  /\bat (?:async )?[\w.<>]+ \(|node:internal|\.lambda\.|\/functions\/\w+\/|TypeError|ReferenceError|SyntaxError|ValidationException/;

const faultOf = (attempt: Attempt, { status, text, type }: Got): string | undefined => {
  if (status >= 500) return `${status}`;
  if (/"code":"fault"|"status":"5\d\d /.test(text)) return 'a fault inside the answer';
  if (ofCode.test(text)) return 'words of code in the answer';
  // A request line that node's own parser finds too long, or no request, never reaches the hub; pages answer in HTML.
  const isOurs = status >= 400 && status !== 431 && type !== '' && attempt.method !== 'HEAD';
  if (isOurs && attempt.path.startsWith('/FHIR/R4') && !text.includes('OperationOutcome'))
    return `${status} without an OperationOutcome`;
  return undefined;
};

export const newFigures = (seed: string) => {
  const byFamily = new Map<string, number>();
  const byStatus = new Map<number, number>();
  const times: number[] = [];
  const faults: string[] = [];
  const memory: number[] = [];
  let after = { status: 0, megabytes: 0, broken: [] as readonly string[] };
  let milliseconds = 0;
  let held = 0;
  const sum = (of: ReadonlyMap<unknown, number>): number => [...of.values()].reduce((a, b) => a + b, 0);
  const most = (): number => Math.max(0, ...memory);
  const quantile = (q: number): number =>
    Math.round([...times].sort((a, b) => a - b)[Math.floor(q * (times.length - 1))] ?? 0);

  return {
    seed,
    held: (): void => {
      held += 1;
    },
    counted: (family: string, attempt: Attempt, got: Got): void => {
      byFamily.set(family, (byFamily.get(family) ?? 0) + 1);
      byStatus.set(got.status, (byStatus.get(got.status) ?? 0) + 1);
      times.push(got.milliseconds);
      const fault = faultOf(attempt, got);
      if (fault && faults.length < 50)
        faults.push(`${fault} (${family}): ${short(attempt)} -> ${got.text.slice(0, 300)}`);
    },
    memory: (megabytes: number): void => {
      memory.push(megabytes);
    },
    took: (ms: number): void => {
      milliseconds = ms;
    },
    afterwards: (status: number, megabytes: number, broken: readonly string[]): void => {
      after = { status, megabytes, broken };
    },
    requests: (): number => sum(byStatus),
    seconds: (): number => milliseconds / 1000,
    families: (): ReadonlyMap<string, number> => byFamily,
    statuses: (): ReadonlyMap<number, number> => byStatus,
    /** Why the hub did not stand it; empty: it did. */
    faults: (): readonly string[] => [
      ...faults,
      ...after.broken,
      ...(after.status === 200 ? [] : [`Afterwards /health answered ${after.status}`]),
      ...(most() > mostMegabytes ? [`The hub held ${most()} MB`] : []),
    ],
    lines: (): string[] => [
      `${sum(byStatus)} requests, ${faults.length} faults; ${held} held back by quotas and sent again a minute later`,
      `by answer: ${[...byStatus]
        .sort(([a], [b]) => a - b)
        .map(([status, n]) => `${status || 'none'} ${n}`)
        .join(', ')}`,
      `by kind: ${[...byFamily].map(([name, n]) => `${name} ${n}`).join(', ')}`,
      `half within ${quantile(0.5)} ms, 99 of 100 within ${quantile(0.99)} ms, the longest ${quantile(1)} ms`,
      `memory of the hub: ${memory[0]} MB at first, ${most()} MB at most, ${after.megabytes || memory.at(-1)} MB at the end`,
    ],
    inShort: (): string =>
      `${sum(byStatus)} requests of ${byFamily.size} kinds to every route: ${faults.length === 0 ? 'no answer of 5xx' : `${faults.length} FAULTS`}, ${after.broken.length} lines of failure in the logs, ${after.status === 200 ? 'no crash' : 'CRASHED'}; memory ${memory[0]} MB at first, ${most()} MB at most; 99 of 100 answered within ${quantile(0.99)} ms`,
  };
};
