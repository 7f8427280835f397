/** Looked at together: as many as keep DynamoDB busy, not so many that they wait for each other. */
const together = 8;

interface Work<T> {
  readonly clock: () => string;
  /** Nothing is begun after so long. */
  readonly longestMs: number;
  /** Answers what is counted. */
  readonly look: (one: T) => Promise<number>;
  readonly failed: (error: unknown, one: T) => void;
}

export interface WorkedThrough<T> {
  readonly count: number;
  readonly failed: readonly T[];
  /** What there was no time for, in the order given. */
  readonly left: readonly T[];
}

/** Looks at all in the order given, for as long as there is time. One that fails stops no other. */
export const workThrough = async <T>(all: readonly T[], work: Work<T>): Promise<WorkedThrough<T>> => {
  const until = new Date(Date.parse(work.clock()) + work.longestMs).toISOString();
  const left = [...all];
  const failed: T[] = [];
  let count = 0;
  const next = (): T | undefined => (work.clock() < until ? left.shift() : undefined);
  const worker = async (): Promise<void> => {
    for (let one = next(); one !== undefined; one = next()) {
      try {
        const counted = await work.look(one);
        count += counted;
      } catch (error) {
        failed.push(one);
        work.failed(error, one);
      }
    }
  };
  await Promise.all(Array.from({ length: together }, worker));
  return { count, failed, left };
};
