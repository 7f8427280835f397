import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { obligations } from '../../../functions/domain/owed/obligations.ts';
import { topicOf } from '../../../functions/domain/said/practice-messages.ts';
import { dynamoLedger } from '../../../functions/ledger/dynamo-ledger.ts';
import { chainFaults } from '../../../functions/ledger/verify.ts';
import { rowStore } from '../../../functions/views/row-store.ts';
import { storedVersions } from '../../operator/stored-versions.ts';
import type { Ended } from './whole-loop.ts';

interface Tables {
  readonly client: DynamoDBClient;
  readonly ledger: string;
  readonly views: string;
}

/** What the hub's own books say of a referral that a practice was told has ended. @throws when they say otherwise. */
export const verdict = async ({ client, ledger, views }: Tables, { referral, closing }: Ended): Promise<string> => {
  const store = dynamoLedger({ client, table: ledger });
  const [loaded, history, rows] = await Promise.all([
    store.load(referral),
    store.history(referral),
    rowStore({ client, table: views }).read(referral),
  ]);
  if (loaded?.referral.task.status !== 'completed') throw new Error('In the ledger the referral is not completed.');
  const message = loaded.referral.communications.find((c) => topicOf(c) === 'closing');
  if (!message || message.id !== closing.communication.id) {
    throw new Error('The ledger holds another closing message than the practice received.');
  }
  if (chainFaults(await storedVersions({ client, table: ledger }, referral)).length > 0) {
    throw new Error('The chain of hashes in the ledger is broken.');
  }
  const row = rows.find((r) => r.message === message.id);
  if (row?.told === undefined) throw new Error('The hub does not know that it told the practice.');
  const owed = obligations(loaded.referral).map((o) => o.what);
  if (message.received === undefined || owed.length > 0) throw new Error(`Still owed: ${owed.join(', ')}.`);
  const bytes = history.reduce((total, entry) => total + entry.bytes, 0);
  return `${history.length} versions in the ledger (${bytes} bytes packed), their chain of hashes holds; closing message: ${row.outcome}, read by a person. Loop closed: nothing is owed any more.`;
};
