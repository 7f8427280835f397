import { mkdtemp, rm, stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { APIGatewayRequestAuthorizerEvent } from 'aws-lambda';
import { afterAll, expect, test, vi } from 'vitest';
import { dynamoRegister } from '../../../functions/identity/participants.ts';
import { bearerToken } from '../../../infra/local/demo/bearer-token.ts';
import { readDemoKey } from '../../../infra/local/demo/keys.ts';
import { demoClients, demoOrganisations, loadDemoOrganisations } from '../../../infra/local/demo/organisations.ts';
import { context, event } from '../../unit/http/event.ts';
import { startDynamodb } from '../dynamodb.ts';
import { startKeyService } from './key-service.ts';

const data = await mkdtemp(join(tmpdir(), 'handover-keys-'));
const dynamodb = await startDynamodb();
const keyService = await startKeyService('token-1', 'token-2', 'outbound');

/** Stands in for API Gateway before the real token lambda. */
const gateway = createServer(async (request, response) => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const { handler } = await import('../../../functions/token.lambda.ts');
  const headers = { 'content-type': String(request.headers['content-type']) };
  const sent = { method: 'POST', path: String(request.url), headers, body: Buffer.concat(chunks).toString() };
  const answer = await handler(event(sent), context);
  response.writeHead(answer.statusCode).end(answer.body);
});
await new Promise<void>((resolve) => gateway.listen(0, '127.0.0.1', resolve));
const address = gateway.address();
const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;

vi.stubEnv('LEDGER_TABLE', dynamodb.ledgerTable);
vi.stubEnv('VIEWS_TABLE', dynamodb.viewsTable);
vi.stubEnv('AUDIT_TABLE', dynamodb.auditTable);
vi.stubEnv('TOKEN_KEY_IDS', 'token-1,token-2');
vi.stubEnv('OUTBOUND_KEY_ID', 'outbound');
vi.stubEnv('SIGN_IN_KEY_ID', 'sign-in');
vi.stubEnv('PUBLIC_URL', url);
vi.stubEnv('AWS_REGION', dynamodb.region);
vi.stubEnv('AWS_ACCESS_KEY_ID', dynamodb.credentials.accessKeyId);
vi.stubEnv('AWS_SECRET_ACCESS_KEY', dynamodb.credentials.secretAccessKey);
vi.stubEnv('AWS_ENDPOINT_URL_DYNAMODB', dynamodb.endpoint);
vi.stubEnv('AWS_ENDPOINT_URL_KMS', keyService.url);

afterAll(async () => {
  vi.unstubAllEnvs();
  gateway.close();
  keyService.stop();
  await dynamodb.stop();
  await rm(data, { recursive: true });
});

const peers = { CWS01: 'http://127.0.0.1:9101/FHIR/R4' };
const load = () => loadDemoOrganisations({ dynamodb, ledgerTable: dynamodb.ledgerTable, data, peers });
const register = dynamoRegister({ client: dynamodb.client, table: dynamodb.ledgerTable });

const authorise = async (token: string) => {
  const { handler } = await import('../../../functions/authorise.lambda.ts');
  return handler({
    methodArn: 'arn:aws:execute-api:eu-west-2:000000000000:api/live/GET/FHIR/R4/Task',
    headers: { Authorization: `Bearer ${token}` },
  } as Partial<APIGatewayRequestAuthorizerEvent> as APIGatewayRequestAuthorizerEvent);
};

const signIn = async (client: string): Promise<string> => {
  const key = await readDemoKey(data, client);
  if (!key) throw new Error(`No key of ${client}`);
  return (await bearerToken(url, client, key)).access_token;
};

test('the demo organisations are registered once, however often the hub starts', async () => {
  await load();
  await load();
  for (const { organisation, digest } of demoOrganisations) {
    expect((await register.organisation(organisation))?.version).toBe(digest ? 2 : 1);
  }
  for (const { client } of demoClients) expect((await register.client(client))?.version).toBe(1);
  expect((await register.organisation('CWS01'))?.endpoint).toEqual({ url: peers.CWS01, client: 'wellbeing-service' });
  expect((await register.organisation('walking-group'))?.tier).toBe('name-only');
});

test('what an operator changed of a demo organisation or client stays through a new start', async () => {
  const by = { at: new Date().toISOString(), actor: { client: 'operator', organisation: 'handover', person: 'alex' } };
  const [organisation, client] = [await register.organisation('L99903'), await register.client('hucclecote-surgery')];
  if (!organisation || !client) throw new Error('Not registered');
  await register.addOrganisation(
    { ...organisation, active: false, endpoint: { url: 'https://x.example' }, version: 2 },
    by,
  );
  await register.addClient({ ...client, active: false, version: 2 }, by);
  await load();
  expect(await register.organisation('L99903')).toMatchObject({ active: false, version: 2 });
  expect(await register.client('hucclecote-surgery')).toMatchObject({ active: false, version: 2 });
});

test('a demo key stays on this machine and only its owner can read it', async () => {
  expect((await stat(join(data, 'keys', 'walking-group.json'))).mode & 0o077).toBe(0);
  expect(JSON.stringify(await register.client('walking-group'))).not.toContain('"d"');
});

test('a client signs in and is known with all that it may act for, and nothing else', async () => {
  const allowed = await authorise(await signIn('churchdown-surgery'));
  expect(allowed.context).toEqual({ client: 'churchdown-surgery', organisations: 'L99901,L99902' });
});

test('a client that is revoked is out at once, with the token that it has', async () => {
  const token = await signIn('mens-shed');
  await expect(authorise(token)).resolves.toMatchObject({ principalId: 'mens-shed' });
  const known = await register.client('mens-shed');
  if (!known) throw new Error('not registered');
  const by = { at: new Date().toISOString(), actor: { client: 'operator', organisation: 'handover' } };
  await register.addClient({ ...known, active: false, version: 2 }, by);
  const policy = (await authorise(token)).policyDocument;
  expect(policy.Statement).toMatchObject([{ Effect: 'Deny' }]);
  await expect(signIn('mens-shed')).rejects.toThrow('401');
});
