import { execFile } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { dynamoRegister } from '../../../functions/identity/participants.ts';
import { loadDemoOrganisations } from '../../../infra/local/demo/organisations.ts';
import { startDynamodb } from '../dynamodb.ts';

const data = await mkdtemp(join(tmpdir(), 'handover-data-'));
const dynamodb = await startDynamodb();
afterAll(async () => {
  await dynamodb.stop();
  await rm(data, { recursive: true });
});
await loadDemoOrganisations({ dynamodb, ledgerTable: dynamodb.ledgerTable, data, peers: {} });

const { client, endpoint, region, credentials, ledgerTable } = dynamodb;
const register = dynamoRegister({ client, table: ledgerTable });
/** Nothing listens there. */
const url = 'http://127.0.0.1:65529';
const hub = {
  ...{ url, controlUrl: url, dynamodb: { endpoint, region, credentials } },
  outputs: { LedgerTable: ledgerTable },
};
await writeFile(join(data, 'runtime.json'), JSON.stringify(hub));

const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-384' });
const jwks = join(data, 'jwks.json');
const key = { ...publicKey.export({ format: 'jwk' }), kid: 'mine' };
await writeFile(jwks, JSON.stringify({ keys: [key] }));

const run = (file: string, args: string[], folder = data) =>
  new Promise<{ code: number; out: string; err: string }>((resolve) => {
    const path = fileURLToPath(new URL(`../../../infra/${file}`, import.meta.url));
    const env = { ...process.env, HANDOVER_DATA: folder };
    execFile(process.execPath, [path, ...args], { env }, (error, out, err) =>
      resolve({ code: error ? Number(error.code) : 0, out, err }),
    );
  });
const clientCommand = (...args: string[]) => run('operator/client.ts', args);

test('a newcomer brings a key of their own, and it can be taken away again', async () => {
  const added = await clientCommand('add', 'my-software', '--jwks', jwks, '--for', 'L99901,L99903');
  expect(added).toEqual({
    code: 0,
    out: `my-software may act for L99901, L99903. Tokens: POST ${url}/oauth2/token\n`,
    err: '',
  });
  expect((await register.client('my-software'))?.jwks.keys).toEqual([{ ...key, use: 'sig' }]);
  expect((await clientCommand('revoke', 'my-software')).code).toBe(0);
  expect(await register.client('my-software')).toMatchObject({ active: false, version: 2 });
});

test('a group is registered with a name only', async () => {
  const added = await clientCommand(
    'organisation',
    'knit-and-natter',
    '--kind',
    'voluntary',
    '--name',
    'Knit & Natter',
  );
  expect(added.out).toBe('knit-and-natter is registered: voluntary, tier name-only.\n');
});

test('what is refused is told in words, with exit code 1 and nothing written', async () => {
  const secret = join(data, 'private.json');
  await writeFile(secret, JSON.stringify({ keys: [{ ...privateKey.export({ format: 'jwk' }), kid: 'mine' }] }));
  const refused = await clientCommand('add', 'careless', '--jwks', secret, '--for', 'L99901,NOBODY');
  expect(refused).toEqual({
    code: 1,
    out: '',
    err:
      '/organisations: Not registered: NOBODY.\n' +
      '/jwks/keys/0: The key holds a private part; send the public key only.\n',
  });
  expect(await register.client('careless')).toBeUndefined();
});

test('without arguments the commands say how they are used, and without a hub how to start one', async () => {
  const [usage, clients, nowhere, dead] = await Promise.all([
    clientCommand(),
    run('local/demo/token.ts', []),
    run('local/demo/token.ts', ['walking-group'], join(data, 'nowhere')),
    run('local/demo/token.ts', ['walking-group']),
  ]);
  expect(usage.err).toContain('add <client> --jwks <file> --for <code>,<code>');
  expect(clients.err).toContain('Clients: churchdown-surgery, hucclecote-surgery');
  expect(nowhere.err).toBe('No hub is running here. Start one in another terminal: npm start\n');
  expect(dead.err).toBe('The hub does not answer. Start it again: npm start\n');
  expect([usage, clients, nowhere, dead].map((r) => [r.code, r.out])).toEqual(Array(4).fill([1, '']));
});
