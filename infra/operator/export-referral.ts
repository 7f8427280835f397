import { marshall } from '@aws-sdk/util-dynamodb';
import type { AuditEvent, Binary, Bundle, BundleEntry, FhirResource } from 'fhir/r4.js';
import { auditEventOf, writeEventOf } from '../../functions/audit/audit-event.ts';
import { kindOf } from '../../functions/domain/coding.ts';
import { unpack } from '../../functions/ledger/codec.ts';
import { dynamoLedger } from '../../functions/ledger/dynamo-ledger.ts';
import { referralKey } from '../../functions/ledger/keys.ts';
import { everyPage } from '../../functions/runtime/every-page.ts';
import type { Stores } from './dispose.ts';
import { trailOf } from './who-saw.ts';

/**
 * Why somebody broke the glass, and their name, stay: it is a concern, and may be about whoever the person lives with or the coordinator
 * (infra/decisions/0019). That it was read, when and for which organisation the person is told.
 */
const withoutWhy = (resource: FhirResource): FhirResource => {
  if (resource.resourceType !== 'Communication' || kindOf(resource) !== 'break-glass') return resource;
  const { payload: _, sender: { display: __, ...sender } = {}, ...kept } = resource;
  return { ...kept, sender };
};

const entryOf = (resource: FhirResource): BundleEntry<FhirResource> => ({
  ...(resource.id
    ? { fullUrl: `urn:handover:${resource.resourceType}/${resource.id}/_history/${resource.meta?.versionId}` }
    : {}),
  resource,
});

/** What was sent, as it came: kept for 90 days. */
const messagesOf = async ({ ledger }: Stores, referral: string): Promise<Binary[]> => {
  const items = await everyPage(ledger, {
    KeyConditionExpression: 'pk = :pk AND begins_with(sk, :message)',
    ExpressionAttributeValues: marshall({ ':pk': referralKey(referral), ':message': 'M#' }),
    ConsistentRead: true,
  });
  return items.flatMap(({ body, at }) =>
    body instanceof Uint8Array
      ? [
          {
            ...{ resourceType: 'Binary', contentType: 'application/fhir+json', meta: { lastUpdated: String(at) } },
            data: Buffer.from(String(unpack(body))).toString('base64'),
          } as const,
        ]
      : [],
  );
};

/**
 * Everything that the hub holds of these referrals, for the person whom they are about: each version of each resource, who wrote
 * it, who was shown it, what was sent to whom. Whoever hands it over looks first for what is about somebody else.
 */
export const exported = async (
  stores: Stores,
  referrals: readonly string[],
  now: string,
): Promise<Bundle<FhirResource>> => {
  const entry: BundleEntry<FhirResource>[] = [];
  for (const referral of referrals) {
    const versions = await dynamoLedger(stores.ledger).history(referral);
    const events: AuditEvent[] = [
      ...versions.map(writeEventOf),
      ...(await trailOf(stores, referral, versions[0]?.at)).map(auditEventOf),
    ];
    entry.push(...versions.flatMap(({ changed }) => changed.map(withoutWhy).map(entryOf)), ...events.map(entryOf));
    entry.push(...(await messagesOf(stores, referral)).map(entryOf));
  }
  return { resourceType: 'Bundle', type: 'collection', timestamp: now, entry };
};
