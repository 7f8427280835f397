import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freePort } from './hub.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const readme = readFileSync(join(root, 'README.md'), 'utf8');
const section = (title: string): string => readme.split(/^## /m).find((part) => part.startsWith(title)) ?? '';
const blocks = (text: string, language: string): string[] =>
  [...text.matchAll(new RegExp(`^\`\`\`${language}\n([\\s\\S]*?)^\`\`\``, 'gm'))].map((match) => match[1] ?? '');

const [start = '', ...commands] = blocks(section('Send your first referral'), 'sh');

let hub: ChildProcess;
let port: number;
let data: string;

const run = (script: string): ChildProcess =>
  spawn('bash', ['-euo', 'pipefail', '-c', script], {
    cwd: root,
    env: { ...process.env, PORT: String(port), HANDOVER_DATA: data },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });

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

afterAll(async () => {
  // npm start is npm, a shell and the hub: the signal goes to all of them.
  if (hub?.pid && hub.exitCode === null) {
    const gone = once(hub, 'exit');
    process.kill(-hub.pid, 'SIGTERM');
    await gone;
  }
  await rm(data, { recursive: true, force: true });
});

test('the commands of "Send your first referral" run as they are printed, and the practice hears how it ended', async () => {
  const script = commands
    .join('\n')
    // Not as printed: a free port, so that a hub that already runs here is left alone, and a folder of the test's own for
    // the files that a reader may have made.
    .replaceAll('127.0.0.1:8080', `127.0.0.1:${port}`)
    .replaceAll(/(?<![\w/.-])(answer|my-key|my-public-jwks)\.json/g, join(data, '$1.json'))
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
  // Last, the token that software got with a key of its own: a JWT.
  expect(said).toMatch(/a token of 2 dots\s*$/);
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

test('every file that the README links to is there', () => {
  const links = [...readme.matchAll(/\]\((?!https?:)([^)#]+)\)/g)].map((match) => match[1] ?? '');
  expect(links.length).toBeGreaterThan(5);
  expect(links.filter((link) => !existsSync(join(root, link)))).toEqual([]);
});
