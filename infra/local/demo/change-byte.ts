import { QueryCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { readReference } from '../../../functions/domain/request/reference.ts';
import { referralKey, versionKey } from '../../../functions/ledger/keys.ts';
import { referenceRows } from '../../../functions/views/reference-rows.ts';
import { command } from '../../operator/command.ts';
import { dynamodbOf, findHub, outputOf } from '../../operator/connection.ts';

const usage = 'npm run -s change-byte -- <reference>';

/**
 * Changes one bit of what the newest version of a referral holds, past the hub, as somebody would who can write the table: for
 * whoever wants to see it found. The same again puts it back. It knows the hub of this machine and no other.
 */
await command(async () => {
  const reference = readReference(process.argv[2] ?? '');
  if (!reference) throw new Error(usage);
  const hub = await findHub();
  const client = dynamodbOf(hub);
  try {
    const views = { client, table: outputOf(hub, 'ViewsTable') };
    const [referral] = await referenceRows(views).find(reference);
    if (!referral) throw new Error(`No referral ${reference} here.`);
    const TableName = outputOf(hub, 'LedgerTable');
    const { Items: [newest] = [] } = await client.send(
      new QueryCommand({
        ...{ TableName, ScanIndexForward: false, Limit: 1, ConsistentRead: true },
        KeyConditionExpression: 'pk = :pk AND sk BETWEEN :first AND :last',
        ExpressionAttributeValues: marshall({
          ...{ ':pk': referralKey(referral), ':first': versionKey(0), ':last': versionKey(9_999_999) },
        }),
      }),
    );
    const [pk, sk, packed] = [newest?.pk, newest?.sk, newest?.resources?.B];
    if (!pk || !sk || !packed) throw new Error(`Nothing to change is held of ${reference}.`);
    // In the middle: at the ends lie marks of the packing, which say nothing of what is packed.
    const at = packed.length >> 1;
    const B = packed.with(at, (packed[at] ?? 0) ^ 1);
    await client.send(
      new UpdateItemCommand({
        ...{ TableName, Key: { pk, sk }, UpdateExpression: 'SET resources = :changed' },
        ExpressionAttributeValues: { ':changed': { B } },
      }),
    );
    console.log(
      `Byte ${at} of version ${Number(sk.S?.slice(2))} of ${reference} is another now. The same again puts it back.`,
    );
  } finally {
    client.destroy();
  }
}, usage);
