import type { Faults } from './faults.ts';

/** A write of a function, on its way to DynamoDB, SQS or EventBridge. */
interface Write {
  readonly go: () => Promise<void>;
  /** Ends the environment that asked for it, as if its machine had been lost. */
  readonly crash: () => Promise<void>;
}

export const writeFaults: Readonly<Record<string, (write: Write) => Promise<void>>> = {
  'crash-before-write': ({ crash }) => crash(),
  /** The environment is gone before the answer can reach it: whoever starts again finds the write done. */
  'crash-after-write': async ({ crash, go }) => {
    await crash();
    await go();
  },
};

/** `site`: which function writes what. */
export const throughWriteFaults = (faults: Faults, site: string, write: Write): Promise<void> => {
  const fault = faults.choose(writeFaults, site);
  return fault ? fault(write) : write.go();
};
