import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { announce } from '../../../infra/local/connection.ts';
import type { TestDynamodb } from '../dynamodb.ts';

interface Printed {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs `npm run <name> -- <args>` on these tables, as a process of its own: the code it ends with is what a script sees. */
export const commandsOn = async (dynamodb: TestDynamodb) => {
  const data = mkdtempSync(join(tmpdir(), 'handover-commands-'));
  afterAll(() => rmSync(data, { recursive: true }));
  const { endpoint, region, credentials } = dynamodb;
  const [where, nowhere] = [{ endpoint, region, credentials }, 'http://127.0.0.1:9'];
  const outputs = {
    LedgerTable: dynamodb.ledgerTable,
    ViewsTable: dynamodb.viewsTable,
    AuditTable: dynamodb.auditTable,
  };
  const hub = { url: nowhere, controlUrl: nowhere, dynamodb: where, aws: where, allowedPrivateOrigins: [], outputs };
  await announce(data, { ...hub, pid: process.pid });
  /** `typed`: what comes in on standard input. */
  return (args: readonly string[], typed = ''): Promise<Printed> =>
    new Promise((resolve) => {
      const [name, ...words] = args;
      const path = new URL(`../../../infra/operator/${name}.ts`, import.meta.url).pathname;
      const env = { ...process.env, HANDOVER_DATA: data };
      const child = execFile(process.execPath, [path, ...words], { env }, (error, out, err) =>
        resolve({ code: error ? Number(error.code) : 0, out, err }),
      );
      child.stdin?.end(typed);
    });
};
