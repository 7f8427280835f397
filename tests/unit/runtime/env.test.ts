import { expect, test } from 'vitest';
import { readEnv } from '../../../functions/runtime/env.ts';

test('settings come parsed', () => {
  const env = readEnv(['PUBLIC_URL', 'TOKEN_KEY_IDS', 'ALLOWED_PRIVATE_ORIGINS'], {
    ...{ PUBLIC_URL: 'https://hub.example/live/', TOKEN_KEY_IDS: 'new, old' },
    ALLOWED_PRIVATE_ORIGINS: 'http://127.0.0.1:9001,http://127.0.0.1:9002',
  });
  expect(env).toEqual({
    PUBLIC_URL: 'https://hub.example/live',
    TOKEN_KEY_IDS: ['new', 'old'],
    ALLOWED_PRIVATE_ORIGINS: ['http://127.0.0.1:9001', 'http://127.0.0.1:9002'],
  });
});

test('no private origin is allowed unless one is named', () => {
  expect(readEnv(['ALLOWED_PRIVATE_ORIGINS'], { ALLOWED_PRIVATE_ORIGINS: '' }).ALLOWED_PRIVATE_ORIGINS).toEqual([]);
});

test('every setting that is missing or malformed is named at once', () => {
  const read = () =>
    readEnv(['LEDGER_TABLE', 'TOKEN_KEY_IDS', 'PUBLIC_URL', 'ALLOWED_PRIVATE_ORIGINS'], {
      ...{ TOKEN_KEY_IDS: ',', PUBLIC_URL: 'hub', ALLOWED_PRIVATE_ORIGINS: 'http://127.0.0.1:9001/path' },
    });
  expect(read).toThrow(/LEDGER_TABLE is missing; TOKEN_KEY_IDS is empty; PUBLIC_URL .*; ALLOWED_PRIVATE_ORIGINS .*/);
});
