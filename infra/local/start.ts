import { parseArgs } from 'node:util';
import { z } from 'zod';
import { dataFolder, findHub } from '../operator/connection.ts';
import { announce, withdraw } from './connection.ts';
import { startDemoCouncil } from './demo/directory/council.ts';
import { loadDemoDirectory } from './demo/directory/load-demo.ts';
import { loadDemoPeople } from './demo/identity/people.ts';
import { startDemoProvider } from './demo/identity/start-provider.ts';
import { loadDemoOrganisations } from './demo/organisations.ts';
import { startDemoPeers } from './demo/peers.ts';
import { startMesh } from './mesh/mesh.ts';
import { announceMesh, hubMailbox, isMailbox } from './mesh/practice-mailbox.ts';
import { callbackOf } from './notify/callback.ts';
import { startNotify } from './notify/notify.ts';
import { portOf } from './port.ts';
import { startHub } from './start-hub.ts';

const { memory } = parseArgs({ options: { memory: { type: 'boolean', default: false } } }).values;
const data = dataFolder();
const undo: (() => Promise<void>)[] = [];

/** Organisation code to where its program listens: those of HANDOVER_PEERS, or else the demo's, started now. */
const peersOf = async (hubUrl: string): Promise<Readonly<Record<string, string>>> => {
  const given = process.env.HANDOVER_PEERS;
  if (given) return z.record(z.string(), z.url()).parse(JSON.parse(given));
  const peers = await startDemoPeers({ hubUrl, data });
  undo.push(peers.stop);
  return peers.origins;
};

/** Origins on this machine that endpoints may have besides: for somebody who tries the hub with a server of their own. */
const moreOrigins = (): string[] =>
  (process.env.HANDOVER_ORIGINS ?? '').split(',').flatMap((one) => (one.trim() === '' ? [] : [new URL(one).origin]));

/** One that somebody else runs (HANDOVER_MESH): it lives on when this hub is killed. Or one of our own. */
const meshUrl = async (): Promise<string> => {
  const given = process.env.HANDOVER_MESH;
  if (given) return given;
  const mesh = await startMesh({ exists: isMailbox, now: Date.now });
  undo.push(mesh.stop);
  return mesh.url;
};

/** The same for what people are sent (HANDOVER_NOTIFY). */
const notifyUrl = async (): Promise<string> => {
  const given = process.env.HANDOVER_NOTIFY;
  if (given) return given;
  const notify = await startNotify({ callback: async () => callbackOf(await findHub(data)) });
  undo.push(notify.stop);
  return notify.url;
};

/** Demo people sign in at the demo's own provider; where the organisations are somebody else's (HANDOVER_PEERS), so are the people. */
const hasDemoPeople = !process.env.HANDOVER_PEERS;
const signIn = async (hubUrl: string): Promise<Readonly<Record<string, string>>> => {
  if (!hasDemoPeople) return {};
  const provider = await startDemoProvider(hubUrl);
  undo.push(provider.stop);
  return provider.parameters;
};

const start = async (): Promise<string> => {
  // As in Lambda; it decides what a date without a zone means.
  process.env.TZ = 'UTC';
  let peers: Readonly<Record<string, string>> = {};
  const council = hasDemoPeople ? await startDemoCouncil() : undefined;
  if (council) undo.push(council.stop);
  const notify = await notifyUrl();
  const hub = await startHub({
    port: portOf(process.env.PORT),
    // Beside the line that says that it is ready: this takes half a minute on a busy machine.
    says: (stage) => console.error(`${stage} …`),
    data: memory ? 'memory' : data,
    ...(process.env.HANDOVER_DYNAMODB ? { dynamodb: Number(process.env.HANDOVER_DYNAMODB) } : {}),
    parameters: async (url) => {
      peers = await peersOf(url);
      const mesh = await meshUrl();
      await announceMesh(data, mesh);
      const demo = [mesh, notify, ...(council ? [council.url] : [])];
      const origins = [...Object.values(peers).map((peer) => new URL(peer).origin), ...moreOrigins(), ...demo];
      return {
        ...(await signIn(url)),
        AllowedPrivateOrigins: [...new Set(origins)].join(),
        MeshUrl: mesh,
        MeshMailbox: hubMailbox,
        NotifyUrl: notify,
      };
    },
  });
  undo.push(hub.stop);
  const { stop: _, logs: __, ...running } = hub;
  const { url, dynamodb, outputs } = running;
  console.error('Registering the demo organisations …');
  await loadDemoOrganisations({ dynamodb, ledgerTable: outputs.LedgerTable ?? '', data, peers });
  if (hasDemoPeople) await loadDemoPeople({ dynamodb, ledgerTable: outputs.LedgerTable ?? '' });
  if (council) await loadDemoDirectory(running, council.url);
  await announce(data, { pid: process.pid, ...running });
  undo.push(() => withdraw(data));
  console.error(`What people without software are sent lies at ${notify}/outbox`);
  return url;
};

const starting = start();

const tidy = async (code: number): Promise<never> => {
  await starting.catch(() => undefined);
  for (const step of undo.splice(0).reverse()) await step();
  process.exit(code);
};
let ending: Promise<never> | undefined;
const end = (code: number): Promise<never> => {
  ending ??= tidy(code);
  return ending;
};
// Not once: npm passes on a signal that the whole group got as well, and the second would end this before Java is ended.
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => end(0));

try {
  console.log(`Handover is listening on ${await starting}`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  await end(1);
}
