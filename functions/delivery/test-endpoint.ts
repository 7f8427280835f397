import { testMessage } from '../../mappings/gp/test-message.ts';
import type { Participant } from '../usecases/ports.ts';
import type { EndpointTestResult, EndpointTests } from '../views/endpoint-tests.ts';
import type { Outbound } from './fhir-sender.ts';
import { verdictOn } from './outcome.ts';
import type { DeliveryPorts } from './ports.ts';
import type { EndpointTest } from './queue.ts';
import { requestIdOf } from './request-id.ts';

interface TestPorts extends Pick<DeliveryPorts, 'send' | 'clock' | 'participantNow'> {
  readonly tests: Pick<EndpointTests, 'keep'>;
  readonly reportTest: (recipient: string, result: EndpointTestResult) => void;
}

/**
 * Sends a test message as any other message is sent, and keeps what came of it for whoever asked. It goes to an endpoint
 * before the organisation is switched on, and while it is paused: that is when one wants to know.
 */
export const testEndpoint =
  (ports: TestPorts) =>
  async ({ id, organisation }: EndpointTest): Promise<void> => {
    const recipient = await ports.participantNow(organisation);
    const result = recipient?.endpoint
      ? await sendTest(ports, recipient, recipient.endpoint.url, id)
      : { at: ports.clock(), outcome: 'withdrawn' as const, reason: 'no-endpoint' };
    await ports.tests.keep(organisation, id, result);
    ports.reportTest(organisation, result);
  };

const sendTest = async (
  { send, clock }: TestPorts,
  recipient: Participant,
  endpoint: string,
  id: string,
): Promise<EndpointTestResult> => {
  const at = clock();
  const requestId = requestIdOf(id, recipient.organisation, 1);
  const answer = await send({ endpoint, requestId, correlationId: requestId }, outboundTo(recipient, id, at));
  const { outcome, reason } = verdictOn(answer, clock());
  const status = answer.kind === 'answered' ? { status: answer.status } : {};
  return { ...{ at, endpoint, outcome, reason }, ...status, milliseconds: Date.parse(clock()) - Date.parse(at) };
};

/** In the form in which this kind of organisation gets its messages. */
const outboundTo = ({ organisation, kind }: Participant, id: string, at: string): Outbound => {
  const communication = testMessage({ id: `${id}.m1`, organisation, at });
  if (kind !== 'coordinator') return { kind: 'message', communication };
  const entry = { resource: communication, request: { method: 'PUT' as const, url: `Communication/${id}.m1` } };
  return { kind: 'state', bundle: { resourceType: 'Bundle', type: 'transaction', entry: [entry] } };
};
