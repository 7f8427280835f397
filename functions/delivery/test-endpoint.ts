import { testMessage } from '../../mappings/gp/test-message.ts';
import type { Participant } from '../usecases/ports.ts';
import type { EndpointTestResult, EndpointTests } from '../views/endpoint-tests.ts';
import type { Answer } from './answer.ts';
import type { Outbound } from './fhir-sender.ts';
import { type Verdict, verdictOn } from './outcome.ts';
import type { DeliveryPorts } from './ports.ts';
import type { EndpointTest } from './queue.ts';
import { requestIdOf } from './request-id.ts';
import { verdictOnWebhook } from './webhook-outcome.ts';

interface TestPorts extends Pick<DeliveryPorts, 'send' | 'hook' | 'clock' | 'participantNow'> {
  readonly tests: Pick<EndpointTests, 'keep'>;
  readonly reportTest: (recipient: string, result: EndpointTestResult) => void;
}

/**
 * Sends a test message as any other message is sent, and keeps what came of it for whoever asked. It goes to an endpoint
 * before the organisation is switched on, and while it is paused: that is when one wants to know.
 */
export const testEndpoint =
  (ports: TestPorts) =>
  async ({ id, organisation, webhook = false }: EndpointTest): Promise<void> => {
    const recipient = await ports.participantNow(organisation);
    const result = await (webhook ? hookTest(ports, recipient, id) : sendTest(ports, recipient, id));
    await ports.tests.keep(organisation, id, result);
    ports.reportTest(organisation, result);
  };

const nowhere = (at: string): EndpointTestResult => ({ at, outcome: 'withdrawn', reason: 'no-endpoint' });

const sendTest = async (
  { send, clock }: TestPorts,
  recipient: Participant | undefined,
  id: string,
): Promise<EndpointTestResult> => {
  const at = clock();
  if (!recipient?.endpoint) return nowhere(at);
  const endpoint = recipient.endpoint.url;
  const requestId = requestIdOf(id, recipient.organisation, 1);
  const answer = await send({ endpoint, requestId, correlationId: requestId }, outboundTo(recipient, id, at));
  return resultOf({ at, endpoint, to: clock() }, answer, verdictOn(answer, clock()));
};

const hookTest = async (
  { hook, clock }: TestPorts,
  recipient: Participant | undefined,
  id: string,
): Promise<EndpointTestResult> => {
  const at = clock();
  if (!recipient?.webhook) return nowhere(at);
  const { organisation, webhook } = recipient;
  const requestId = requestIdOf(id, organisation, 1);
  const event = { type: 'webhook.test', timestamp: at, data: { organisation } } as const;
  const answer = await hook({ ...webhook, organisation, id: requestId, correlationId: requestId }, event);
  return resultOf({ at, endpoint: webhook.url, to: clock() }, answer, verdictOnWebhook(answer, clock()));
};

const resultOf = (
  { at, endpoint, to }: { readonly at: string; readonly endpoint: string; readonly to: string },
  answer: Answer,
  { outcome, reason }: Verdict,
): EndpointTestResult => ({
  ...{ at, endpoint, outcome, reason },
  ...(answer.kind === 'answered' ? { status: answer.status } : {}),
  milliseconds: Date.parse(to) - Date.parse(at),
});

/** In the form in which this kind of organisation gets its messages. */
const outboundTo = ({ organisation, kind }: Participant, id: string, at: string): Outbound => {
  const communication = testMessage({ id: `${id}.m1`, organisation, at });
  if (kind !== 'coordinator') return { kind: 'message', communication };
  const entry = { resource: communication, request: { method: 'PUT' as const, url: `Communication/${id}.m1` } };
  return { kind: 'state', bundle: { resourceType: 'Bundle', type: 'transaction', entry: [entry] } };
};
