import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { hashOf, parseStoredVersion, type StoredVersion } from '../../../functions/ledger/item.ts';

export const readVersion = (item: Record<string, AttributeValue>): StoredVersion =>
  parseStoredVersion(unmarshall(item));

/** As somebody would forge it who knows how versions are chained: another writer, and a hash that fits. */
export const rewritten = (version: StoredVersion): Record<string, AttributeValue> => {
  const forged = { ...version, organisation: 'L99902' };
  return marshall({ ...forged, hash: hashOf(forged) }, { removeUndefinedValues: true });
};
