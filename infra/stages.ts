/** What differs from one deployment to another; everything else is the same template. */
export interface StageConfig {
  readonly name: string;
  /** Nobody can delete the stack in one step. */
  readonly terminationProtection: boolean;
  readonly logRetentionDays: number;
  /** Requests per second that the API takes, all callers together, and the burst above it. */
  readonly throttle: { readonly rate: number; readonly burst: number };
  /** Requests of one address in five minutes. One supplier calls from one address for thousands of practices. */
  readonly requestsPerAddress: number;
}

const stages: Readonly<Record<string, StageConfig>> = {
  trial: {
    name: 'trial',
    terminationProtection: false,
    logRetentionDays: 30,
    throttle: { rate: 50, burst: 100 },
    requestsPerAddress: 5_000,
  },
  live: {
    name: 'live',
    terminationProtection: true,
    logRetentionDays: 365,
    throttle: { rate: 500, burst: 1_000 },
    requestsPerAddress: 50_000,
  },
};

/** @param name from the context (`-c stage=live`); neither a misspelt stage nor none at all may become another one. */
export const stageNamed = (name: unknown): StageConfig => {
  const names = Object.keys(stages).join(', ');
  if (name === undefined) throw new Error(`No stage was named: add -c stage=live. There are: ${names}`);
  const stage = typeof name === 'string' && Object.hasOwn(stages, name) ? stages[name] : undefined;
  if (!stage) throw new Error(`No stage "${String(name)}". There are: ${names}`);
  return stage;
};
