import { expect, test } from 'vitest';
import type { LocalFunction } from '../../../infra/local/lambda/local-function.ts';
import type { Outcome } from '../../../infra/local/lambda/messages.ts';
import { handleBatch } from '../../../infra/local/streams/batch.ts';

interface Seen {
  readonly Records: readonly { readonly dynamodb: { readonly SequenceNumber: string } }[];
}

/** A function that is handed batches and answers as told; what the batch handling sees of a real one. */
const functionThat = (answer: (sequences: readonly string[]) => Outcome) => {
  const batches: string[] = [];
  const fn: LocalFunction = {
    ...{ name: 'fn', arn: 'arn:fn', inFlight: 0, started: 0 },
    end: async () => undefined,
    invoke: async (event) => {
      const { Records } = event as Seen;
      const sequences = Records.map(({ dynamodb }) => dynamodb.SequenceNumber);
      batches.push(sequences.join(''));
      return { ...answer(sequences), requestId: 'id' };
    },
  };
  return { fn, batches };
};

const failed: Outcome = { ok: false, error: { errorType: 'Error', errorMessage: 'no' } };
const done: Outcome = { ok: true, result: 'null' };
const reporting = (sequence: string): Outcome => ({
  ok: true,
  result: JSON.stringify({ batchItemFailures: [{ itemIdentifier: sequence }] }),
});

const run = async (sequences: string, answer: (sequences: readonly string[]) => Outcome, retries = 1) => {
  const { fn, batches } = functionThat(answer);
  const reached: string[] = [];
  const givenUp: string[] = [];
  await handleBatch(
    [...sequences].map((SequenceNumber) => ({ dynamodb: { SequenceNumber } })),
    {
      ...{ fn, arn: 'arn:stream', region: 'eu-west-2', retries, stopped: () => false },
      ...{ now: () => 0, tried: () => undefined },
      reached: (sequence) => reached.push(sequence),
      giveUp: (records) => givenUp.push(...records.map(({ dynamodb }) => dynamodb?.SequenceNumber ?? '')),
    },
  );
  return { batches, reached: reached.join(''), givenUp: givenUp.join('') };
};

test('a batch that is handled moves the position to its end', async () => {
  expect(await run('abc', () => done)).toEqual({ batches: ['abc'], reached: 'c', givenUp: '' });
});

test('a record that was reported is tried again with those behind it, not those before it', async () => {
  let tries = 0;
  const answer = () => {
    tries += 1;
    return tries === 1 ? reporting('b') : done;
  };
  expect(await run('abc', answer)).toEqual({ batches: ['abc', 'bc'], reached: 'ac', givenUp: '' });
});

test('a batch that fails as a whole is halved until the bad record is alone; only that is given up', async () => {
  const { reached, givenUp, batches } = await run('abcd', (all) => (all.includes('c') ? failed : done), 0);
  expect({ reached, givenUp }).toEqual({ reached: 'bcd', givenUp: 'c' });
  expect(batches).toEqual(['abcd', 'ab', 'cd', 'c', 'd']);
});

test('a record that keeps being reported is given up after its retries, and the others are handled', async () => {
  const { givenUp, reached } = await run('abc', (all) => (all.includes('a') ? reporting('a') : done), 1);
  expect({ givenUp, reached }).toEqual({ givenUp: 'a', reached: 'ac' });
});

test('a report that names none of the records counts as a failure of all', async () => {
  const { givenUp } = await run('a', () => reporting('z'), 0);
  expect(givenUp).toBe('a');
});
