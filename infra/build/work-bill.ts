import { z } from 'zod';

/** What is paid for, by the name that infra/decisions/prices.json has for it. */
export type Bill = Readonly<Record<string, number>>;

/** What was counted of each function (infra/local/control/counts.ts). */
export const work = z.record(
  z.string(),
  z.object({
    ...{ invocations: z.number(), readUnits: z.number(), writeUnits: z.number() },
    ...{ milliseconds: z.number(), logBytes: z.number(), events: z.number() },
  }),
);
type Work = z.infer<typeof work>;

export interface Given {
  /** Our metrics that have a value in every hour. */
  readonly metricsOfAnHour: number;
  /** @throws for what infra/decisions/measured.json does not assume */
  readonly assumed: (name: string) => number;
  /** MiB of a function. */
  readonly memory: (functionName: string) => number;
}

/** Functions that answer a request which came through the firewall and the gateway. */
const answering = ['fhir-api', 'partner-api', 'token', 'web', 'health'];

/** What so many times this work costs. Time was counted here, not on Lambda: how much longer it takes there is assumed. */
export const billOf = (done: Work, times: number, { assumed, memory }: Given): Bill => {
  const sum = (pick: (one: Work[string], name: string) => number): number =>
    times * Object.entries(done).reduce((total, [name, one]) => total + pick(one, name), 0);
  const invocationsOf = (...names: readonly string[]): number =>
    sum((one, name) => (names.includes(name) ? one.invocations : 0));
  const invocations = sum((one) => one.invocations);
  const requests = invocationsOf(...answering);
  const deliveries = invocationsOf('deliver');
  const events = sum((one) => one.events);
  const slower = assumed('times that Lambda is slower than the machine that measured');
  const logBytes =
    sum((one) => one.logBytes) +
    invocations * assumed('bytes of log that Lambda adds to an invocation') +
    requests * assumed('bytes of access log of a request');
  return {
    'Lambda requests': invocations / 1e6,
    'Lambda time': sum((one, name) => (one.milliseconds / 1000) * slower * (memory(name) / 1024)),
    'API Gateway requests': requests / 1e6,
    'WAF requests': requests / 1e6,
    'DynamoDB reads': sum((one) => one.readUnits) / 1e6,
    'DynamoDB writes': sum((one) => one.writeUnits) / 1e6,
    'EventBridge events': events / 1e6,
    'EventBridge archive': (events * assumed('bytes of an event')) / 1e9,
    // Each event is put there by itself; what is delivered together is taken and removed together.
    'SQS requests': (events + 2 * deliveries) / 1e6,
    'KMS requests, signing': (invocationsOf('token') + deliveries) / 1e4,
    'KMS requests, symmetric': (4 * deliveries + invocations / 100) / 1e4,
    'CloudWatch Logs': logBytes / 1e9,
  };
};

export const added = (...bills: readonly Bill[]): Bill => {
  const sum: Record<string, number> = {};
  for (const bill of bills) for (const [name, count] of Object.entries(bill)) sum[name] = (sum[name] ?? 0) + count;
  return sum;
};
