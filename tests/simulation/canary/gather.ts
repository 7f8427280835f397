import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { mails } from '../../../infra/local/aws/outbox.ts';
import { messagesKept } from '../harness/kept-messages.ts';
import type { Ran } from '../run.ts';
import { askForEverything } from './asking.ts';
import { breakOne } from './broken.ts';
import { keysOf } from './keys.ts';

const run = promisify(execFile);
const program = (name: string): string => fileURLToPath(new URL(`../../../infra/operator/${name}.ts`, import.meta.url));

/** What the operator's commands print: of some referrals, of all that is late, of everybody registered. */
const exported = async ({ data, told, witness }: Ran): Promise<void> => {
  const references = told.flatMap(({ sent }) => sent?.reference ?? []).slice(0, 3);
  const commands = [
    ...references.map((reference) => ['referral', reference]),
    ...[['referral', 'overdue'], ['organisation', 'list'], ['client', 'list'], ['redrive']],
  ];
  for (const [name = '', ...words] of commands) {
    const env = { ...process.env, HANDOVER_DATA: data, NODE_OPTIONS: '' };
    const said = await run(process.execPath, [program(name), ...words], { env, maxBuffer: 2 ** 26 }).catch(
      (error: { stdout?: string; stderr?: string }) => error,
    );
    witness.saw('export', 'operator', `${said.stdout}\n${said.stderr}`);
  }
};

const pages = async ({ hub, witness }: Ran): Promise<void> => {
  for (const path of [
    '/figures',
    '/errors',
    '/errors/not-found',
    '/errors/invalid-input',
    '/.well-known/jwks.json',
    '/FHIR/R4/metadata',
  ]) {
    const answer = await fetch(`${hub.url}${path}`);
    witness.saw('page', 'anybody', `${JSON.stringify([...answer.headers])}\n${await answer.text()}`);
  }
};

/** After the hub has stopped: what it mailed, queued and wrote down. */
const leftBehind = async ({ data, witness }: Ran): Promise<void> => {
  const outbox = await readFile(join(data, 'outbox.jsonl'), 'utf8').catch(() => '');
  for (const { attached, ...mail } of mails.parse(
    outbox
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line)),
  )) {
    const to = mail.to.join();
    witness.saw('mail', `${to}, outside its PDF`, JSON.stringify([mail, attached?.name]));
    if (attached) witness.saw('mail', to, Buffer.from(attached.base64, 'base64'));
  }
  for (const { queue, body } of messagesKept(data)) {
    const isEvent = body.includes('"detail-type"');
    const isDead = /undeliver|unproject|unrouted|undecipher|missed/i.test(queue) && !/unprojected/i.test(queue);
    witness.saw(isDead ? 'dead-letter' : isEvent ? 'event' : 'queue', queue, body);
  }
  const logs = (await readdir(join(data, 'logs'))).map((name) => join(data, 'logs', name));
  for (const file of [...logs, join(data, 'hub.log')]) {
    const text = await readFile(file, 'utf8');
    const metrics = text.split('\n').filter((line) => line.startsWith('{"_aws"'));
    witness.saw('log', file.slice(data.length + 1), text);
    if (metrics.length > 0) witness.saw('metric', file.slice(data.length + 1), metrics.join('\n'));
  }
};

/**
 * Reads whatever a run left anywhere, past the hub. Last of all, because it does what breaks a hub: it damages one stored
 * version, so that failures are written down and letters die, and then ends it.
 */
export const gather = async (ran: Ran): Promise<void> => {
  const { hub, dynamodb, witness } = ran;
  await askForEverything(ran);
  await pages(ran);
  await exported(ran);
  for await (const key of keysOf(dynamodb)) witness.saw('key', key.table, key.text);
  await breakOne(ran);
  await hub.stop();
  await leftBehind(ran);
};
