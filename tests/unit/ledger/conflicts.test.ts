import { DynamoDBClient, TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { expect, test } from 'vitest';
import { gloucestershire } from '../../../contracts/areas/gloucestershire.ts';
import { dynamoLedger } from '../../../functions/ledger/dynamo-ledger.ts';
import { keyedHash } from '../../../functions/runtime/hash.ts';
import { submitReferral } from '../../../functions/usecases/submit-referral.ts';
import { gatherIntake } from '../../../mappings/gp/intake.ts';
import { day, practice } from '../domain/cast.ts';
import { bundle, identity } from './messages.ts';
import { newVersion } from './stored-versions.ts';

/** DynamoDB Local never cancels for these reasons, so a client by hand answers in its place. */
const answering = (reasons: readonly (readonly string[])[]) => {
  const client = new DynamoDBClient({ region: 'eu-west-2' });
  const sent: string[] = [];
  client.middlewareStack.add(
    (_, context) => async () => {
      const name = context.commandName ?? '';
      sent.push(name);
      const cancelled = reasons[sent.filter((s) => s === 'TransactWriteItemsCommand').length - 1];
      if (name === 'TransactWriteItemsCommand' && cancelled)
        throw new TransactionCanceledException({
          message: 'cancelled',
          $metadata: {},
          CancellationReasons: cancelled.map((Code) => ({ Code })),
        });
      return { output: { $metadata: {}, Items: [] }, response: {} };
    },
    { step: 'initialize', name: 'answering' },
  );
  return { sent, ledger: dynamoLedger({ client, table: 'ledger' }) };
};

const submit = async (fake: ReturnType<typeof answering>) => {
  const { intake } = gatherIntake(bundle('conflict', { family: 'Conflict', nhsNumber: '9990000018' }));
  if (!intake) throw new Error('refused');
  const pauses: number[] = [];
  const done = await submitReferral({
    ledger: fake.ledger,
    clock: () => day(0),
    pause: async (attempt) => {
      pauses.push(attempt);
    },
    hash: keyedHash('secret'),
    area: gloucestershire,
  })({
    actor: practice,
    referrer: { kind: 'practice', hears: 'outcome' },
    request: identity(),
    intake,
    message: '{}',
    ifNoneExist: false,
  });
  return { done, pauses };
};

const conflict = ['None', 'TransactionConflict', 'None'];

test.each([
  ['TransactionConflict', [conflict]],
  ['a conflict on each item in turn', [['TransactionConflict', 'None', 'None'], conflict]],
  [
    'throttling',
    [
      ['ThrottlingError', 'None', 'None'],
      ['None', 'ProvisionedThroughputExceeded', 'None'],
    ],
  ],
])('%s is tried again, after a pause, and then stands', async (_, reasons) => {
  const fake = answering(reasons);
  const { done, pauses } = await submit(fake);
  expect(done).toMatchObject({ ok: true, value: { kind: 'created', version: 1 } });
  expect(fake.sent.filter((s) => s === 'TransactWriteItemsCommand')).toHaveLength(reasons.length + 1);
  expect(pauses).toEqual(reasons.map((_reason, i) => i + 1));
});

test('a conflict that does not go away ends in busy, after five tries', async () => {
  const fake = answering(Array(9).fill(conflict));
  const { done, pauses } = await submit(fake);
  expect(done).toEqual({ ok: false, refusals: [{ code: 'busy' }] });
  expect(pauses).toEqual([1, 2, 3, 4, 5]);
});

test('a reason that another try cannot change is a fault, not a conflict', async () => {
  for (const reasons of [['ValidationError', 'None'], ['None', 'ItemCollectionSizeLimitExceeded'], []])
    await expect(answering([reasons]).ledger.append(newVersion(1), undefined, { message: 'x' })).rejects.toThrow(
      'cancelled',
    );
});
