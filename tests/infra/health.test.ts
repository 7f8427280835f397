import { expect, test } from 'vitest';
import { startedHub } from './hub.ts';
import { without } from './taken-away.ts';

test('health says pass where a referral could be written, and leaves nothing', async () => {
  const hub = await startedHub();
  const answer = await hub.ask('GET', '/health');
  expect(answer).toMatchObject({ status: 200, body: { status: 'pass' } });
  expect(answer.headers.get('content-type')).toBe('application/health+json');
  // A second look within ten seconds asks nobody.
  await hub.ask('GET', '/health');
  expect(await hub.control('/counts')).toMatchObject({ health: { invocations: 2, requests: { PutItem: 1 } } });
});

test('health says fail where the key of the ledger is shut, and not why', async () => {
  const hub = await startedHub({ change: without('IntakeHealth', 'kms:Decrypt') });
  expect(await hub.ask('GET', '/health')).toMatchObject({ status: 503, body: { status: 'fail' } });
  expect(hub.said.join()).toContain('is not authorized to perform: kms:Decrypt');
});
