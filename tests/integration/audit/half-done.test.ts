import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { referenceOf } from '../../../functions/domain/request/reference.ts';
import { referralKey, versionKey } from '../../../functions/ledger/keys.ts';
import { referenceRows } from '../../../functions/views/reference-rows.ts';
import { recordsOf } from '../../../infra/operator/audit-items.ts';
import { storedEdge } from '../../../infra/operator/stored-versions.ts';
import { commandsOn } from './commands.ts';
import { recordedHub } from './recorded-hub.ts';

const hub = await recordedHub();
const { client, ledgerTable } = hub.dynamodb;
const run = await commandsOn(hub.dynamodb);
afterAll(() => hub.dynamodb.stop());
// Commands have the clock of the machine.
hub.at(new Date().toISOString());
beforeEach(() => hub.begin());

const identifier = [{ system: 'https://fhir.nhs.uk/Id/nhs-number', value: '9990548609' }];
const referred = async (): Promise<string> =>
  (await hub.referred({ patient: { identifier } })).Task?.slice(0, 26) ?? '';

/** One whose practice takes it back: its time is over after 30 days. */
const recalled = async (): Promise<string> => {
  const { ServiceRequest = '' } = await hub.referred();
  const { body } = await hub.ask('GET', `/ServiceRequest/${ServiceRequest}`, { as: 'L99901' });
  const taken = await hub.ask('PUT', `/ServiceRequest/${ServiceRequest}`, {
    ...{ as: 'L99901', body: { ...body, status: 'entered-in-error' }, headers: { 'If-Match': 'W/"1"' } },
  });
  expect(taken.status, JSON.stringify(taken.body)).toBe(200);
  return ServiceRequest.slice(0, 26);
};

/** Something stands there that nobody can read. */
const spoil = (referral: string, sk: string) =>
  client.send(
    new PutItemCommand({ TableName: ledgerTable, Item: marshall({ pk: referralKey(referral), sk, format: 1 }) }),
  );

test('who takes out a referral by a reference that two have is told to name one, and gets neither', async () => {
  const [one, other] = [await referred(), await referred()];
  const reference = referenceOf(one);
  await referenceRows(hub.stores.views).keep(reference, other);
  for (const more of [[], ['--whole-person']]) {
    const { code, out, err } = await run(['audit', 'export', reference, ...more]);
    expect([code, out]).toEqual([1, '']);
    expect(err).toMatch(/^Several have this reference: name one by its id, /);
    for (const id of [one, other]) expect(err).toContain(id);
  }
  expect(await recordsOf(hub.stores.audit, [one, other])).toEqual([]);
  expect((await run(['audit', 'export', one])).code).toBe(0);
});

test('an export of what the hub holds nothing of fails, and leaves no record of itself', async () => {
  const nothing = '0'.repeat(26);
  for (const more of [[], ['--whole-person']]) {
    const said = await run(['audit', 'export', nothing, ...more]);
    expect(said).toMatchObject({ code: 1, out: '', err: expect.stringContaining(`holds nothing of ${nothing}`) });
  }
  expect(await recordsOf(hub.stores.audit, [nothing])).toEqual([]);
});

test('who looks for a person while a referral cannot be read gets the others, and ends with 1', async () => {
  const [one, other] = [await referred(), await referred()];
  const whole = await run(['audit', 'find'], '999 054 8609\n');
  expect([whole.code, whole.out]).toEqual([0, expect.stringContaining(other)]);
  await spoil(other, versionKey(1));
  const found = await run(['audit', 'find'], '999 054 8609\n');
  expect([found.code, found.out]).toEqual([1, expect.stringContaining(`look yourself: ${other}`)]);
  expect(found.out).toContain(`${referenceOf(one)}  ${one}`);
  const exported = await run(['audit', 'export', one, '--whole-person']);
  expect([exported.code, exported.err]).toEqual([1, expect.stringContaining(`look yourself: ${other}`)]);
  expect(JSON.parse(exported.out)).toMatchObject({ resourceType: 'Bundle' });
});

test('a referral that cannot be read stays and is named, and what else is due goes', async () => {
  const [sound, unreadable, badlyHeld] = [await recalled(), await recalled(), await recalled()];
  await spoil(unreadable, versionKey(1));
  await spoil(badlyHeld, 'HOLD#0000001');
  const later = new Date(Date.now() + 40 * 86_400_000).toISOString().slice(0, 10);
  const due = await run(['retention', 'due', '--as-if', later]);
  expect([due.code, due.out]).toEqual([1, `${referenceOf(sound)} ${sound}\n`]);
  const gone = await run(['retention', 'dispose', 'due', '--as-if', later]);
  expect(gone.code).toBe(1);
  expect(gone.out).toMatch(new RegExp(`^${referenceOf(sound)} ${sound} is gone \\(in-error\\)`));
  for (const one of [unreadable, badlyHeld]) {
    expect(gone.err).toContain(`${referenceOf(one)} ${one} stays: it could not be read.`);
    expect(await storedEdge(hub.stores.ledger, one, 'newest')).toMatchObject({ isTombstone: false });
  }
});
