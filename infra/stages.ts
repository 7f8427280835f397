/** What differs from one deployment to another; everything else is the same template. */
export interface StageConfig {
  readonly name: string;
  readonly logRetentionDays: number;
  /** Requests per second that the API takes, all callers together, and the burst above it. */
  readonly throttle: { readonly rate: number; readonly burst: number };
  /** Requests of one address in five minutes. One supplier calls from one address for thousands of practices. */
  readonly requestsPerAddress: number;
}

const stages: Readonly<Record<string, StageConfig>> = {
  trial: { name: 'trial', logRetentionDays: 30, throttle: { rate: 50, burst: 100 }, requestsPerAddress: 5_000 },
  live: { name: 'live', logRetentionDays: 365, throttle: { rate: 500, burst: 1_000 }, requestsPerAddress: 50_000 },
};

/** @param name from the context (`-c stage=live`); a misspelt stage must not become a default. */
export const stageNamed = (name: unknown): StageConfig => {
  const stage = typeof name === 'string' ? stages[name] : undefined;
  if (!stage) throw new Error(`No stage "${String(name)}". There are: ${Object.keys(stages).join(', ')}`);
  return stage;
};
