import { type AttributeValue, DynamoDBClient, QueryCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { Bundle, FhirResource } from 'fhir/r4.js';
import { gloucestershire } from '../../../contracts/areas/gloucestershire.ts';
import type { Action } from '../../../functions/domain/decide/actions.ts';
import type { Actor } from '../../../functions/domain/referral.ts';
import { dynamoLedger } from '../../../functions/ledger/dynamo-ledger.ts';
import { parseStoredVersion, type StoredVersion } from '../../../functions/ledger/item.ts';
import { referralKey } from '../../../functions/ledger/keys.ts';
import { keyedHash } from '../../../functions/runtime/hash.ts';
import { pause } from '../../../functions/runtime/pause.ts';
import { actOnReferral } from '../../../functions/usecases/act-on-referral.ts';
import type { ActCommand } from '../../../functions/usecases/act-with.ts';
import type { RequestIdentity } from '../../../functions/usecases/ports.ts';
import { submitReferral } from '../../../functions/usecases/submit-referral.ts';
import { gatherIntake } from '../../../mappings/gp/intake.ts';
import { coordinator, practice } from '../../unit/domain/cast.ts';
import { bundle, digest, identity, type Person } from '../../unit/ledger/messages.ts';
import type { TestDynamodb } from '../dynamodb.ts';

/** The write path as the API wires it, on a client of its own where a test needs one. */
export const writePath = ({ ledgerTable, ...dynamodb }: TestDynamodb, client: DynamoDBClient = dynamodb.client) => {
  const now = (): string => new Date().toISOString();
  const ledger = dynamoLedger({ client, table: ledgerTable });
  const ports = { ledger, clock: now, pause, hash: keyedHash('a secret of this test'), area: gloucestershire };
  const submit = (
    message: Bundle<FhirResource>,
    more: { actor?: Actor; request?: RequestIdentity; ifNoneExist?: boolean } = {},
  ) => {
    const { intake, faults } = gatherIntake(message);
    if (!intake || faults.length > 0) throw new Error(JSON.stringify(faults));
    return submitReferral(ports)({
      actor: more.actor ?? practice,
      referrer: { kind: 'practice', hears: 'outcome' },
      request: more.request ?? identity({ bodyHash: digest(JSON.stringify(message)) }),
      intake,
      message: JSON.stringify(message),
      ifNoneExist: more.ifNoneExist ?? false,
    });
  };
  const act = (referral: string, action: Action, more: Partial<ActCommand> = {}) =>
    actOnReferral(ports)({ referral, actor: coordinator, request: identity(), action, ...more });

  /** A referral that was just accepted into the ledger; throws when it was not. */
  const submitted = async (identifier: string, person: Person = { family: identifier }) => {
    const done = await submit(bundle(identifier, person));
    if (!done.ok) throw new Error(JSON.stringify(done.refusals));
    return done.value;
  };
  const acted = async (referral: string, action: Action, more: Partial<ActCommand> = {}) => {
    const done = await act(referral, action, more);
    if (!done.ok) throw new Error(JSON.stringify(done.refusals));
    return done.value;
  };

  /** The versions of a referral as they are stored, oldest first. */
  const stored = async (referral: string): Promise<StoredVersion[]> => {
    const found: StoredVersion[] = [];
    let from: Record<string, AttributeValue> | undefined;
    do {
      const page = await dynamodb.client.send(
        new QueryCommand({
          TableName: ledgerTable,
          KeyConditionExpression: 'pk = :pk AND begins_with(sk, :v)',
          ExpressionAttributeValues: { ':pk': { S: referralKey(referral) }, ':v': { S: 'V#' } },
          ...(from ? { ExclusiveStartKey: from } : {}),
        }),
      );
      found.push(...(page.Items ?? []).map((item) => parseStoredVersion(unmarshall(item))));
      from = page.LastEvaluatedKey;
    } while (from);
    return found;
  };
  /** Everything in the table, byte for byte. */
  const everything = async (): Promise<string[]> => {
    const { Items = [] } = await dynamodb.client.send(
      new ScanCommand({ TableName: ledgerTable, ConsistentRead: true }),
    );
    return Items.map((item) => JSON.stringify(unmarshall(item))).toSorted();
  };
  return { ledger, submit, act, submitted, acted, stored, everything };
};

/** A client whose first answer to that command is lost after DynamoDB did the work: the SDK's own retry asks again. */
export const losingOneAnswer = ({ endpoint, region, credentials }: TestDynamodb, command: string) => {
  const client = new DynamoDBClient({ endpoint, region, credentials });
  const lost: string[] = [];
  const sent: string[] = [];
  client.middlewareStack.add(
    (next, context) => async (args) => {
      const name = context.commandName ?? '';
      sent.push(name);
      const answer = await next(args);
      if (name !== `${command}Command` || lost.length > 0) return answer;
      lost.push(name);
      throw Object.assign(new Error('socket hang up'), { name: 'TimeoutError' });
    },
    // Inside the SDK's own retry, which is of high priority.
    { step: 'finalizeRequest', priority: 'low', name: 'loseOneAnswer' },
  );
  return { client, lost, sent };
};
