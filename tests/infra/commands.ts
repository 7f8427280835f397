import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { onTestFinished } from 'vitest';
import { announce } from '../../infra/local/connection.ts';
import type { StartedHub } from './hub.ts';

/** Runs an operator's command on this hub, as a process of its own. */
export const operator = async (hub: StartedHub) => {
  const data = mkdtempSync(join(tmpdir(), 'handover-operator-'));
  onTestFinished(() => rmSync(data, { recursive: true }));
  await announce(data, { ...hub, pid: process.pid });
  return (name: string, ...args: string[]): Promise<{ code: number; out: string; err: string }> =>
    new Promise((resolve) => {
      const path = fileURLToPath(new URL(`../../infra/operator/${name}.ts`, import.meta.url));
      const env = { ...process.env, HANDOVER_DATA: data };
      execFile(process.execPath, [path, ...args], { env }, (error, out, err) =>
        resolve({ code: error ? Number(error.code) : 0, out, err }),
      );
    });
};

export const storeOf = (hub: StartedHub): DynamoDBClient =>
  new DynamoDBClient({ ...hub.dynamodb, credentials: { ...hub.dynamodb.credentials } });
