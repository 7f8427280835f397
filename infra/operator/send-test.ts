import { randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { type EndpointTest, testRequest } from '../../functions/delivery/queue.ts';
import type { Participant } from '../../functions/usecases/ports.ts';
import { type EndpointTestResult, endpointTests } from '../../functions/views/endpoint-tests.ts';
import { dynamodbOf, outputOf, type Reached, sqsOf } from './connection.ts';
import { withoutEndpoint } from './record-fields.ts';
import { stillPaused } from './still-paused.ts';

/** Longer than a send may take (10 s) after a cold start. */
const patienceMs = 30_000;

const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';
const newId = (): string => Array.from({ length: 26 }, () => alphabet[randomInt(alphabet.length)]).join('');

/** Tests each way that it has, one after the other. @throws unless all of them took the test message */
export const sendTest = async (to: Participant, hub: Reached): Promise<string> => {
  const { organisation, endpoint, webhook } = to;
  if (!endpoint && !webhook) throw new Error(`${organisation} has no endpoint${withoutEndpoint(to)}.`);
  const lines = [
    ...(endpoint ? [await testBy({ organisation }, hub)] : []),
    ...(webhook ? [await testBy({ organisation, webhook: true }, hub)] : []),
  ];
  const paused = stillPaused(to, true).trim();
  return [...lines, ...(paused ? [paused] : [])].join('\n');
};

/** Asks the hub's own delivery for a test message, by its queue, and waits for what came of it. */
const testBy = async (asked: Omit<EndpointTest, 'id'>, hub: Reached): Promise<string> => {
  const { organisation } = asked;
  const id = newId();
  await sqsOf(hub).send(
    new SendMessageCommand({
      QueueUrl: outputOf(hub, 'DeliveryQueueUrl'),
      MessageBody: testRequest({ id, ...asked }),
    }),
  );
  const found = await resultOf(organisation, id, hub);
  if (!found) throw new Error(`The hub has not tried it within ${patienceMs / 1000} s: is its delivery running?`);
  const line = lineOf(organisation, found);
  if (found.outcome !== 'infrastructure-ack') throw new Error(line);
  return line;
};

const resultOf = async (organisation: string, id: string, hub: Reached): Promise<EndpointTestResult | undefined> => {
  const tests = endpointTests({ client: dynamodbOf(hub), table: outputOf(hub, 'ViewsTable') });
  const until = performance.now() + patienceMs;
  while (performance.now() < until) {
    const found = await tests.find(organisation, id);
    if (found) return found;
    await sleep(100);
  }
  return undefined;
};

/** What each answer asks of whoever set the endpoint up. */
const advice: Readonly<Record<string, string>> = {
  'no-endpoint': 'It has no endpoint any more.',
  'no-connection': 'Nobody listens there, or its certificate is not trusted.',
  timeout: 'It did not answer within 10 s.',
  'not-fhir': 'It answered, but not as a FHIR server does: a resource, or a Location, must come back.',
  contradiction: 'It answered 2xx with an OperationOutcome that says that it failed.',
  'told-to-wait': 'It asked for time, or does not accept the token of the hub yet (401).',
  redirected: 'It redirects, and the hub follows no redirect: register the address itself.',
  'not-taken': 'It answered, but no 2xx: does it check the signature with the right secret, over the body as it came?',
  gone: 'It says that nobody is there any more: deliveries would be paused.',
  refused: 'It refuses the message.',
  'endpoint-not-allowed': 'The hub does not send to this address.',
  'address-not-public': 'The name leads to an address inside a network.',
};

const lineOf = (
  organisation: string,
  { endpoint, outcome, reason, status, milliseconds }: EndpointTestResult,
): string => {
  const answer = [
    status === undefined ? undefined : `HTTP ${status}`,
    milliseconds === undefined ? undefined : `${milliseconds} ms`,
  ];
  const what = outcome === 'infrastructure-ack' ? 'took the test message' : 'did not take the test message';
  return [
    `${organisation} ${what}: ${[outcome, ...answer].filter(Boolean).join(', ')}.`,
    ...(outcome === 'infrastructure-ack' ? [] : [advice[reason] ?? reason]),
    ...(endpoint ? [`(${endpoint})`] : []),
  ].join(' ');
};
