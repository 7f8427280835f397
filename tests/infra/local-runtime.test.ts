import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { generateKeyPair, SignJWT } from 'jose';
import { afterEach, expect, test } from 'vitest';
import { z } from 'zod';
import { bearerToken } from '../../infra/local/demo/bearer-token.ts';
import { demoKey } from '../../infra/local/demo/keys.ts';
import { loadDemoOrganisations } from '../../infra/local/demo/organisations.ts';
import type { Hub, HubOptions } from '../../infra/local/start-hub.ts';
import { localHub, patience } from './hub.ts';
import { without, withResource } from './taken-away.ts';

const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

const started = async (options: HubOptions = {}): Promise<Hub & { readonly said: string[] }> => {
  const said: string[] = [];
  const hub = await localHub({ ...options, report: (line) => said.push(line) });
  stops.push(hub.stop);
  return { ...hub, said };
};

const get = (hub: Hub, path: string, headers = {}) => fetch(`${hub.url}${path}`, { headers });

/** A client that nobody registered asks for a token: the function looks it up in the ledger. */
const askForToken = async ({ url }: Hub): Promise<number> => {
  const { privateKey } = await generateKeyPair('ES384');
  const assertion = await new SignJWT({})
    .setProtectedHeader({ alg: 'ES384', kid: 'none', typ: 'JWT' })
    .setIssuer('nobody')
    .setSubject('nobody')
    .setAudience(`${url}/oauth2/token`)
    .setJti(crypto.randomUUID())
    .setIssuedAt()
    .setExpirationTime('2m')
    .sign(privateKey);
  const body = new URLSearchParams({
    grant_type: 'client_credentials',
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion: assertion,
  });
  return (await fetch(`${url}/oauth2/token`, { method: 'POST', body })).status;
};

test('a resource type that nobody taught the runtime stops the start with a sentence', async () => {
  await expect(localHub({ change: withResource('AWS::S3::Bucket') })).rejects.toThrow(
    'The template holds AWS::S3::Bucket, which infra/local neither runs nor lists as nothing to do locally',
  );
});

test('a queue that its reader may not read stops the start, as no message would ever arrive', async () => {
  await expect(localHub({ change: without('DeliveryDeliver', 'sqs:ReceiveMessage') })).rejects.toThrow(
    /Deliver.* is not authorized to perform: sqs:ReceiveMessage/,
  );
});

test('a grant that is taken away is missed, locally as in the cloud', async () => {
  const hub = await started({ change: without('IntakeToken', 'kms:GetPublicKey', 'dynamodb:Query') });
  expect((await get(hub, '/.well-known/jwks.json')).status).toBe(500);
  expect(await askForToken(hub)).toBe(500);
  expect(hub.said.join('\n')).toMatch(
    /IntakeTokenRole\w+ is not authorized to perform: kms:GetPublicKey on resource: arn/,
  );
  expect(hub.said.join('\n')).toMatch(
    /IntakeTokenRole\w+ is not authorized to perform: dynamodb:Query on resource: arn/,
  );
});

test('keys and data are there again after a new start, and for nobody without the key of the store', async () => {
  const data = mkdtempSync(join(tmpdir(), 'handover-kept-'));
  const first = await started({ data });
  const keys = await (await get(first, '/.well-known/jwks.json')).json();
  expect(await askForToken(first)).toBe(401);
  await first.stop();
  const second = await started({ data });
  expect(await (await get(second, '/.well-known/jwks.json')).json()).toEqual(keys);
  expect(second.dynamodb.credentials).toEqual(first.dynamodb.credentials);

  const stranger = new DynamoDBClient({
    ...second.dynamodb,
    credentials: { accessKeyId: 'guess', secretAccessKey: 'x' },
  });
  const owner = new DynamoDBClient({ ...second.dynamodb, credentials: { ...second.dynamodb.credentials } });
  const tables = async (client: DynamoDBClient) => (await client.send(new ListTablesCommand({}))).TableNames;
  expect(await tables(stranger)).toEqual([]);
  expect(await tables(owner)).toHaveLength(5);

  await expect(localHub({ data })).rejects.toThrow('Another hub runs on');
  await second.stop();
  rmSync(data, { recursive: true });
});

test('the gateway itself answers with an OperationOutcome and the ids of the request', async () => {
  const hub = await started();
  const ids = { 'X-Request-Id': 'one', 'X-Correlation-Id': 'two' };
  for (const [path, status] of [
    ['/nowhere', 403],
    ['/oauth2/nowhere', 404],
    ['/FHIR/R4/Task', 401],
    ['/partner/v1/people', 401],
  ] as const) {
    const answer = await get(hub, path, ids);
    expect([answer.status, answer.headers.get('x-request-id'), answer.headers.get('x-correlation-id')]).toEqual([
      status,
      'one',
      'two',
    ]);
    expect(await answer.json()).toMatchObject({ resourceType: 'OperationOutcome' });
  }
});

test('the control port counts what a function asked, and moves the time that functions see', async () => {
  const hub = await started();
  const data = mkdtempSync(join(tmpdir(), 'handover-keys-'));
  await loadDemoOrganisations({ ...hub, ledgerTable: hub.outputs.LedgerTable ?? '', data, peers: {} });
  const control = async (path: string, init = {}): Promise<Record<string, unknown>> =>
    z.record(z.string(), z.unknown()).parse(await (await fetch(`${hub.controlUrl}${path}`, init)).json());
  await expect.poll(async () => (await control('/idle')).idle, { timeout: patience }).toBe(true);

  await control('/counts/reset', { method: 'POST' });
  const { access_token } = await bearerToken(hub.url, 'walking-group', await demoKey(data, 'walking-group'));
  const measured = {
    milliseconds: expect.any(Number),
    logBytes: expect.any(Number),
    metrics: {},
    taken: expect.any(Object),
    sent: {},
  };
  expect(await control('/counts')).toEqual({
    token: { invocations: 1, errors: 0, ...measured, requests: { Query: 1, PutItem: 1 }, readUnits: 1, writeUnits: 1 },
  });

  const asGroup = () => get(hub, '/partner/v1/nothing', { Authorization: `Bearer ${access_token}` });
  expect((await asGroup()).status).toBe(404);
  const { now } = await control('/clock', { method: 'POST', body: JSON.stringify({ advance: 6 * 60_000 }) });
  expect(Date.parse(String(now)) - Date.now()).toBeGreaterThan(5 * 60_000);
  // The token was for five minutes, and the authoriser's answer for thirty seconds.
  expect((await asGroup()).status).toBe(401);
  rmSync(data, { recursive: true });
});
