import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { command } from '../../operator/command.ts';
import { dynamodbOf, outputOf } from '../../operator/connection.ts';
import { startHub } from '../start-hub.ts';
import { messageLines } from './messages.ts';
import { loadDemoOrganisations } from './organisations.ts';
import { type DemoPeers, startDemoPeers } from './peers.ts';
import { timeline } from './timeline.ts';
import { verdict } from './verdict.ts';
import { wholeLoop } from './whole-loop.ts';

/** What has to be undone, in reverse, however the demo ends. */
const undo: (() => Promise<unknown>)[] = [];
const tidy = async (): Promise<void> => {
  for (const step of undo.splice(0).reverse()) await step();
};

const start = async () => {
  process.env.TZ = 'UTC';
  const data = await mkdtemp(join(tmpdir(), 'handover-demo-'));
  undo.push(() => rm(data, { recursive: true, force: true }));
  let peers: DemoPeers | undefined;
  const hub = await startHub({
    parameters: async (url) => {
      peers = await startDemoPeers({ hubUrl: url, data });
      undo.push(peers.stop);
      return { AllowedPrivateOrigins: [...new Set(Object.values(peers.origins))].join() };
    },
  });
  undo.push(hub.stop);
  const { origins = {}, programs = {} } = peers ?? {};
  await loadDemoOrganisations({ ...hub, ledgerTable: outputOf(hub, 'LedgerTable'), data, peers: origins });
  return { hub, programs };
};

const program = (programs: Readonly<Record<string, string>>, client: string): string => {
  const url = programs[client];
  if (!url) throw new Error(`No program of ${client} was started`);
  return url;
};

const demo = async (): Promise<void> => {
  const began = performance.now();
  const { hub, programs } = await start();
  const players = {
    practice: program(programs, 'churchdown-surgery'),
    wellbeing: program(programs, 'wellbeing-service'),
    group: program(programs, 'walking-group'),
  };
  console.log(`Handover: one referral all the way round, on this machine (ready in ${Math.round(performance.now() - began)} ms)
  hub ${hub.url}, run from its CloudFormation template
  three other programs: practice ${players.practice}, wellbeing service ${players.wellbeing}, walking group ${players.group}
  requests, read and write units are DynamoDB's. The meeting begins at once, so that its result can be said.
`);
  const line = timeline(hub.controlUrl, console.log);
  const ended = await wholeLoop(players, line);
  line.total();
  const client = dynamodbOf(hub);
  const tables = { client, ledger: outputOf(hub, 'LedgerTable'), views: outputOf(hub, 'ViewsTable') };
  const says = await verdict(tables, ended);
  client.destroy();
  console.log(`\nWhat the practice received:\n${messageLines([ended.closing]).join('\n')}\n\n${says}`);
};

let ending: Promise<void> | undefined;
const end = (code: number): Promise<void> => {
  ending ??= tidy().finally(() => process.exit(code));
  return ending;
};
// Not once: npm passes on a signal that the whole group got as well (infra/local/start.ts).
process.on('SIGINT', () => end(130));
process.on('SIGTERM', () => end(143));
await command(() => demo().finally(tidy));
