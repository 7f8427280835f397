import { ScanCommand } from '@aws-sdk/client-dynamodb';
import { expect } from 'vitest';
import { z } from 'zod';
import { dynamodbOf, outputOf } from '../../infra/operator/connection.ts';
import type { Got } from './caller.ts';
import type { JourneyHub } from './hub.ts';

const outcome = z.object({
  resourceType: z.literal('OperationOutcome'),
  issue: z
    .array(
      z.object({
        severity: z.literal('error'),
        code: z.string(),
        details: z.object({ coding: z.array(z.object({ code: z.string() })).min(1), text: z.string() }),
        expression: z.array(z.string()).optional(),
      }),
    )
    .min(1),
});
const problem = z.object({
  ...{ type: z.url(), title: z.string(), status: z.number(), instance: z.string() },
  errors: z.array(z.object({ code: z.string(), says: z.string() })).min(1),
});

/** Words of the people whom the tests refer: no refusal repeats them. */
const personal = /Underwood|Agnes|01632|O'Brien|Nora/;

const expectEcho = ({ headers, sentIds }: Got): void => {
  expect(headers.get('x-request-id')).toBe(sentIds.request);
  expect(headers.get('x-correlation-id')).toBe(sentIds.correlation);
};

/** The codes of an OperationOutcome that came with this status, its ids echoed, and nothing about the person in it. */
export const expectOutcome = (got: Got, status: number): string[] => {
  expect(got.text).not.toMatch(personal);
  const { issue } = outcome.parse(got.body);
  expect({ status: got.status, type: got.headers.get('content-type')?.split(';')[0] }).toEqual({
    status,
    type: 'application/fhir+json',
  });
  expectEcho(got);
  return issue.flatMap((i) => i.details.coding.map((c) => c.code));
};

/** The same of an RFC 9457 problem. */
export const expectProblem = (got: Got, status: number): string[] => {
  expect(got.text).not.toMatch(personal);
  const { errors, ...head } = problem.parse(got.body);
  expect({ status: got.status, type: got.headers.get('content-type')?.split(';')[0] }).toEqual({
    status,
    type: 'application/problem+json',
  });
  expect(head.status).toBe(status);
  expectEcho(got);
  return errors.map((e) => e.code);
};

/** How much stands in the ledger, which is only ever added to. What is refused adds nothing. */
export const writesOf = async (hub: JourneyHub): Promise<number> => {
  const running = await hub.running();
  const client = dynamodbOf(running);
  const { Count = 0 } = await client.send(
    new ScanCommand({ TableName: outputOf(running, 'LedgerTable'), Select: 'COUNT', ConsistentRead: true }),
  );
  client.destroy();
  return Count;
};
