import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { startDynamodb, type TestDynamodb } from './dynamodb.ts';
import { type Answers, type Recipient, startRecipient } from './recipient.ts';
import { type WayOutOptions, wayOut } from './way-out.ts';
import { emptied } from './written.ts';

/** For one file of tests: a store, emptied before each test, and recipients that are gone after it. */
export const recipientsOfFile = () => {
  let store: TestDynamodb;
  const recipients: Recipient[] = [];
  beforeAll(async () => {
    store = await startDynamodb();
  });
  afterAll(() => store?.stop());
  beforeEach(() => emptied(store));
  afterEach(async () => {
    await Promise.all(recipients.splice(0).map((r) => r.stop()));
  });
  return {
    store: (): TestDynamodb => store,
    listening: async (...script: Answers[]): Promise<Recipient> => {
      const recipient = await startRecipient(...script);
      recipients.push(recipient);
      return recipient;
    },
    hub: (options: Partial<WayOutOptions> = {}) => wayOut(store, { recipients, ...options }),
    /** Those who listen stop by themselves. */
    forget: (): void => {
      recipients.splice(0);
    },
  };
};
