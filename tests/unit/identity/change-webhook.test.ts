import { expect, test } from 'vitest';
import { hub } from '../../../functions/domain/hub.ts';
import { readOrganisation } from '../../../functions/identity/participant-records.ts';
import { changeOrganisation } from '../../../functions/usecases/change-organisation.ts';
import { changeWebhook, type WebhookChange } from '../../../functions/usecases/change-webhook.ts';
import { registerOrganisation } from '../../../functions/usecases/register-organisation.ts';
import { MemoryRegister } from './memory-register.ts';

const instant = '2026-11-21T09:00:00.000Z';
const later = '2026-12-21T09:00:00.000Z';
const actor = { client: 'operator', organisation: 'handover', person: 'alex' };
const url = 'https://group.example/handover';
const set = (to = url, sealed = 'one'): WebhookChange => ({ kind: 'set', url: to, sealed });

const started = async () => {
  const register = new MemoryRegister();
  let now = instant;
  const ports = { register, clock: () => now, allowedPrivateOrigins: ['http://127.0.0.1:9001'] };
  const add = registerOrganisation(ports);
  const group = { actor, organisation: 'a-group', name: 'A Group', kind: 'voluntary' } as const;
  await add(group);
  await add({ actor, organisation: 'L99901', name: 'A Surgery', kind: 'practice' });
  return {
    ...{ ports, add, group, register },
    change: (wanted: WebhookChange, organisation = 'a-group') =>
      changeWebhook(ports)({ actor, organisation, change: wanted }),
    webhook: async () => (await register.organisation('a-group'))?.webhook,
    pass: () => {
      now = later;
    },
  };
};
const reasons = (done: Awaited<ReturnType<ReturnType<typeof changeWebhook>>>) =>
  done.ok ? [] : done.refusals.map((r) => r.diagnostics);

test('a partner is told at an address from now on; a further address keeps secret and time', async () => {
  const { change, webhook, pass } = await started();
  await change(set());
  expect(await webhook()).toEqual({ url, since: instant, secrets: ['one'] });
  pass();
  await change(set('http://127.0.0.1:9001/events', 'never used'));
  expect(await webhook()).toEqual({ url: 'http://127.0.0.1:9001/events', since: instant, secrets: ['one'] });
  expect(await change(set('http://127.0.0.1:9001/events', 'nor this'))).toMatchObject({ value: { written: false } });
});

test.each([
  ['http://group.example/handover', 'https'],
  ['https://10.0.0.1/handover', 'public address'],
  ['https://localhost/handover', 'public address'],
  ['https://group.example/handover?key=1', 'query'],
  ['https://user:password@group.example/', 'credentials'],
  ['nowhere', 'URL'],
])('%s is refused: %s', async (to, why) => {
  const { change, webhook } = await started();
  expect(reasons(await change(set(to)))).toEqual([expect.stringContaining(why)]);
  expect(await webhook()).toBeUndefined();
});

test('a practice has an endpoint, and who is not registered nothing', async () => {
  const { change } = await started();
  expect(reasons(await change(set(), 'L99901'))).toEqual(['A practice or coordinator has an endpoint, not a webhook.']);
  expect(reasons(await change(set(), 'nobody'))).toEqual(['Not registered: nobody.']);
});

test('a secret is changed without a gap: two hold, the newer first, until the older is retired', async () => {
  const { change, webhook } = await started();
  expect(reasons(await change({ kind: 'add-secret', sealed: 'two' }))).toEqual(['There is no webhook.']);
  await change(set());
  expect(reasons(await change({ kind: 'retire-secret' }))).toEqual([expect.stringContaining('only one secret')]);
  await change({ kind: 'add-secret', sealed: 'two' });
  expect((await webhook())?.secrets).toEqual(['two', 'one']);
  expect(reasons(await change({ kind: 'add-secret', sealed: 'three' }))).toEqual([expect.stringContaining('retire')]);
  await change({ kind: 'retire-secret' });
  expect((await webhook())?.secrets).toEqual(['two']);
});

test('it is taken away with its secrets, and stays through every other change', async () => {
  const { change, webhook, add, group, ports } = await started();
  await change(set());
  await add({ ...group, name: 'The Group' });
  await changeOrganisation(ports)({ actor, organisation: 'a-group', change: { kind: 'tier', tier: 'contact' } });
  expect(await webhook()).toEqual({ url, since: instant, secrets: ['one'] });
  await change({ kind: 'remove' });
  expect(await webhook()).toBeUndefined();
});

test('the hub pauses a partner whose webhook is gone, while that is still the address', async () => {
  const { change, ports, register } = await started();
  await change(set());
  const gone = (endpoint: string) =>
    changeOrganisation(ports)({
      ...{ actor: hub, organisation: 'a-group' },
      change: { kind: 'pause', reason: 'endpoint-gone', endpoint },
    });
  await gone('https://group.example/an-older-one');
  expect((await register.organisation('a-group'))?.paused).toBeUndefined();
  await gone(url);
  expect((await register.organisation('a-group'))?.paused).toEqual({ reason: 'endpoint-gone', since: instant });
});

test('what is stored of a webhook is read again', async () => {
  const { change, register } = await started();
  await change(set());
  const record = await register.organisation('a-group');
  expect(readOrganisation({ format: 1, at: instant, actor, ...record })).toEqual(record);
});
