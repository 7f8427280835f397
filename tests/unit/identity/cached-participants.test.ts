import { expect, test } from 'vitest';
import { cached } from '../../../functions/identity/cached-participants.ts';
import type { Client, Participant } from '../../../functions/usecases/ports.ts';

const participant = (organisation: string, version: number): Participant => ({
  ...{ organisation, name: organisation, kind: 'voluntary', tier: 'name-only', active: true, version },
  identifier: { system: 's', value: organisation },
});

const stage = () => {
  let now = Date.parse('2026-11-21T09:00:00.000Z');
  let version = 1;
  const asked: string[] = [];
  const register = {
    organisation: async (code: string) => {
      asked.push(code);
      return code === 'known' ? participant(code, version) : undefined;
    },
    client: async (): Promise<Client | undefined> => undefined,
  };
  return {
    asked,
    participants: cached(register, () => new Date(now).toISOString(), 30_000),
    change: () => {
      version += 1;
    },
    pass: (ms: number) => {
      now += ms;
    },
  };
};

test('an organisation is asked for once in thirty seconds', async () => {
  const { participants, asked, pass } = stage();
  await participants.organisation('known');
  pass(29_999);
  await participants.organisation('known');
  expect(asked).toEqual(['known']);
});

test('a change holds after thirty seconds', async () => {
  const { participants, change, pass } = stage();
  await participants.organisation('known');
  change();
  expect((await participants.organisation('known'))?.version).toBe(1);
  pass(30_000);
  expect((await participants.organisation('known'))?.version).toBe(2);
});

test('what is forgotten is asked for afresh, at once', async () => {
  const { participants, change } = stage();
  await participants.organisation('known');
  change();
  participants.forget('known');
  expect((await participants.organisation('known'))?.version).toBe(2);
});

test('a code that is not registered is asked for each time, so that it holds as soon as it is', async () => {
  const { participants, asked } = stage();
  await participants.organisation('made-up');
  await participants.organisation('made-up');
  expect(asked).toEqual(['made-up', 'made-up']);
});
