import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { mails } from '../../../infra/local/aws/outbox.ts';
import { messagesKept } from '../harness/kept-messages.ts';
import type { Witness } from './witness.ts';

/** Queues that nobody empties but a person. */
const isDead = (queue: string): boolean =>
  /undeliver|unproject|unrouted|undecipher|missed/i.test(queue) && !/unprojected/i.test(queue);

const mailed = async (data: string, witness: Witness): Promise<void> => {
  const outbox = await readFile(join(data, 'outbox.jsonl'), 'utf8').catch(() => '');
  const lines = outbox.split('\n').filter(Boolean);
  for (const { attached, ...mail } of mails.parse(lines.map((line) => JSON.parse(line)))) {
    const to = mail.to.join();
    witness.saw('mail', `${to}, outside its PDF`, JSON.stringify(mail));
    if (!attached) continue;
    witness.saw('name', to, attached.name);
    witness.saw('mail', to, Buffer.from(attached.base64, 'base64'));
  }
};

const queued = (data: string, witness: Witness): void => {
  for (const { queue, body } of messagesKept(data)) {
    const isEvent = body.includes('"detail-type"');
    witness.saw(isDead(queue) ? 'dead-letter' : isEvent ? 'event' : 'queue', queue, body);
  }
};

const writtenDown = async (data: string, witness: Witness): Promise<void> => {
  const names = await readdir(data, { recursive: true });
  witness.saw('name', 'files of the hub', names.join('\n'));
  const logs = names.filter((name) => /^(?:logs\/.+|hub\.log)$/.test(name));
  for (const name of logs) {
    const text = await readFile(join(data, name), 'utf8').catch(() => '');
    const metrics = text.split('\n').filter((line) => line.startsWith('{"_aws"'));
    witness.saw('log', name, text);
    if (metrics.length > 0) witness.saw('metric', name, metrics.join('\n'));
  }
};

/** What a hub mailed, queued and wrote down, from its folder: after it has stopped. */
export const leftBehind = async (data: string, witness: Witness): Promise<void> => {
  await mailed(data, witness);
  queued(data, witness);
  await writtenDown(data, witness);
};
