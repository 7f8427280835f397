import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freePort } from '../../infra/local/port.ts';
import { openKept } from '../../infra/local/state/kept.ts';
import { endProcess, isRunning } from '../../infra/local/state/processes.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const readme = readFileSync(join(root, 'README.md'), 'utf8');
const oneHour = readFileSync(join(root, 'infra/decisions/information-governance.md'), 'utf8');
const ownSoftware = readFileSync(join(root, 'contracts/suppliers/own-software.md'), 'utf8');
const section = (title: string): string => readme.split(/^## /m).find((part) => part.startsWith(title)) ?? '';
const blocks = (text: string, language: string): string[] =>
  [...text.matchAll(new RegExp(`^\`\`\`${language}\n([\\s\\S]*?)^\`\`\``, 'gm'))].map((match) => match[1] ?? '');

/** In the README's own order. "See one go round" is `npm run demo`, which demo.test.ts runs; the rest needs AWS, or another hub. */
const [start = '', ...commands] = blocks(section('Send your first referral'), 'sh');
const goingOn = blocks(ownSoftware, 'sh');

let hub: ChildProcess;
/** Each in a process group of its own. */
const started: number[] = [];
let port: number;
let data: string;

const run = (script: string): ChildProcess => {
  const child = spawn('bash', ['-euo', 'pipefail', '-c', script], {
    cwd: root,
    env: { ...process.env, PORT: String(port), HANDOVER_DATA: data },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  if (child.pid) started.unshift(child.pid);
  return child;
};

beforeAll(async () => {
  port = await freePort();
  data = await mkdtemp(join(tmpdir(), 'handover-readme-'));
  hub = run(start);
  await new Promise<void>((resolve, reject) => {
    let said = '';
    hub.stdout?.on('data', (chunk: Buffer) => {
      said += chunk;
      if (said.includes('Handover is listening on')) resolve();
    });
    hub.once('exit', () => reject(new Error(`npm start ended: ${said}`)));
  });
});

const isGroup = (pid: number): boolean => {
  try {
    return process.kill(-pid, 0);
  } catch {
    return false;
  }
};

/** npm start is npm, a shell and the hub: the signal goes to all of them, and what does not go is ended. */
const endGroup = async (pid: number): Promise<void> => {
  for (const [signal, seconds] of [['SIGTERM', 20] as const, ['SIGKILL', 5] as const]) {
    if (isGroup(pid)) process.kill(-pid, signal);
    for (let n = 0; n < seconds * 20 && isGroup(pid); n += 1) await sleep(50);
  }
};

/** The database is a group of its own, which a hub that was ended in the middle leaves behind. */
const endDatabase = async (): Promise<void> => {
  const kept = openKept(data);
  const { pid = 0 }: { pid?: number } = JSON.parse(kept.read('dynamodb') ?? '{}');
  kept.close();
  if (isRunning(pid, 'DynamoDBLocal.jar')) await endProcess(pid, 'DynamoDBLocal.jar');
};

afterAll(async () => {
  for (const pid of started) await endGroup(pid);
  await endDatabase();
  await rm(data, { recursive: true, force: true });
});

test('the commands of "Send your first referral" and of "Software of your own" run as they are printed, and the practice hears how it ended', async () => {
  const script = [...commands, ...goingOn]
    .join('\n')
    // Not as printed: a free port, so that a hub that already runs here is left alone, and a folder of the test's own for
    // the files that a reader may have made.
    .replaceAll('127.0.0.1:8080', `127.0.0.1:${port}`)
    .replaceAll(/(?<![\w/.-])(answer|my(?:-[a-z]+)+)\.json/g, join(data, '$1.json'))
    .concat('\necho "a token of $(echo "$TOKEN" | tr -cd . | wc -c) dots"\n');
  const shell = run(script);
  let said = '';
  shell.stdout?.on('data', (chunk: Buffer) => {
    said += chunk;
  });
  shell.stderr?.on('data', (chunk: Buffer) => {
    said += chunk;
  });
  const [code] = await once(shell, 'exit');
  expect(code, said).toBe(0);
  expect(said).toMatch(/HO-[1-9A-Z]{4}-[1-9A-Z]{4}/);
  expect(said).toContain('No action for the practice.');
  // The operator sees that the closing message arrived and was read.
  expect(said).toContain('infrastructure-ack, read by a person');
  // The organisation that an operator registered, tested and let the software act for.
  expect(said).toMatch(/L99904.*Longlevens Surgery/);
  // Last, the token that software got with a key of its own: a JWT.
  expect(said).toMatch(/a token of 2 dots\s*$/);
});

test('the commands of "Did it help?" run as they are printed, and the file is what the ledger says', async () => {
  const script = blocks(section('Did it help?'), 'sh').join('\n').replaceAll('.data/', `${data}/`);
  const shell = run(script);
  let said = '';
  shell.stdout?.on('data', (chunk: Buffer) => {
    said += chunk;
  });
  const [code] = await once(shell, 'exit');
  expect(code, said).toBe(0);
  expect(said).toMatch(/\b0 lines differ from the ledger\./);
  expect(readFileSync(join(data, 'report', 'report.html'), 'utf8')).toContain('How it ended');
});

test('the answer that the README shows has the form of the answer that came', () => {
  const [shown = '{}'] = blocks(section('Send your first referral'), 'json');
  const form = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(form);
    if (typeof value === 'object' && value !== null) {
      return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, form(inner)]));
    }
    return typeof value;
  };
  const answer = JSON.parse(readFileSync(join(data, 'answer.json'), 'utf8'));
  const task = answer.entry.find((e: { resource?: { resourceType: string } }) => e.resource?.resourceType === 'Task');
  expect(form(JSON.parse(shown))).toEqual(form(task.resource));
});

test('the commands of "Information governance: one hour" run as they are printed: seen, exported, changed and found, withdrawn, revoked, erased', async () => {
  const [task] = /HO-[1-9A-Z]{4}-[1-9A-Z]{4}/.exec(readFileSync(join(data, 'answer.json'), 'utf8')) ?? [''];
  const script = [`REFERENCE=${task}`, ...blocks(oneHour, 'sh')]
    .join('\n')
    .replaceAll('127.0.0.1:8080', `127.0.0.1:${port}`)
    .replaceAll('person.json', join(data, 'person.json'));
  const shell = run(script);
  let said = '';
  for (const stream of [shell.stdout, shell.stderr])
    stream?.on('data', (chunk: Buffer) => {
      said += chunk;
    });
  const [code] = await once(shell, 'exit');
  expect(code, said).toBe(0);
  expect(JSON.parse(readFileSync(join(data, 'person.json'), 'utf8')).resourceType).toBe('Bundle');
  expect(said).toMatch(new RegExp(`BROKEN ledger ${task} .*body\\nIt was found\\.`));
  expect(said).toContain('"type":"deny"');
  expect(said).toContain('Ring whoever holds a copy');
  expect(said).toContain('It was refused.');
  expect(said).toContain('a legal hold is on it.\nIt is held.');
  expect(said).toMatch(/disposed of it at the end of its time/);
  expect(said.trimEnd()).toMatch(/Every chain holds: no byte was changed, and none is missing\.$/);
});
