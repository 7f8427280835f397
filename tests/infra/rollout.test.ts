import { readFileSync } from 'node:fs';
import { type AttributeValue, DynamoDBClient, PutItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { startedHub } from './hub.ts';
import { changes, did, parties } from './loop.ts';

/** Items as an earlier release wrote them (tests/unit/ledger/format.test.ts); frozen. */
const value = z.union([
  z.object({ S: z.string() }),
  z.object({ N: z.string() }),
  z.object({ B: z.base64().transform((text) => new Uint8Array(Buffer.from(text, 'base64'))) }),
]);
const golden = z
  .object({ items: z.array(z.record(z.string(), value)) })
  .parse(JSON.parse(readFileSync(new URL('../unit/ledger/golden-format-1.json', import.meta.url), 'utf8')));
const older = golden.items.slice(0, 4);

/** `name S`: what an attribute is called and of which type it is. */
const formOf = (item: Record<string, AttributeValue>): string[] =>
  Object.entries(item).map(([name, one]) => `${name} ${Object.keys(one)[0]}`);

test('during a rollout this release goes on with what the last one wrote, in a form that the last one reads', async () => {
  const hub = await startedHub();
  const client = new DynamoDBClient({ ...hub.dynamodb, credentials: { ...hub.dynamodb.credentials } });
  const TableName = hub.outputs.LedgerTable;
  for (const Item of older) await client.send(new PutItemCommand({ TableName, Item }));
  const pk = older[0]?.pk;
  if (!pk || !('S' in pk)) throw new Error('The golden item has no key');
  const who = await parties(hub);
  const t1 = `${pk.S.slice(2)}.t1`;
  const before = await who.coordinator('GET', `/FHIR/R4/Task/${t1}`);
  expect(before).toMatchObject({ status: 200, body: { resourceType: 'Task', id: t1 } });

  await changes(who, t1, { status: 'in-progress' });
  did(await who.group('POST', `/partner/v1/invitations/${t1.replace(/t1$/, 't2')}/accept`));
  const found = await client.send(
    new QueryCommand({ TableName, KeyConditionExpression: 'pk = :pk', ExpressionAttributeValues: { ':pk': pk } }),
  );
  client.destroy();
  const newer = (found.Items ?? []).slice(older.length);
  expect(newer.length).toBe(2);
  const known = new Set(golden.items.flatMap(formOf));
  for (const item of newer) {
    expect(item.format).toEqual({ N: '1' });
    expect(formOf(item).filter((form) => !known.has(form))).toEqual([]);
  }
});
