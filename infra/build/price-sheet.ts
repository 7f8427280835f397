import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { deployedResources } from './deployed-resources.ts';
import { root } from './root.ts';
import { table, withSection } from './section.ts';

const prices = z.object({
  date: z.string(),
  items: z.record(z.string(), z.object({ unit: z.string(), price: z.number() })),
});
const work = z.record(z.string(), z.object({ invocations: z.number(), readUnits: z.number(), writeUnits: z.number() }));
const measured = z.object({ assumed: z.record(z.string(), z.number()), loop: work, idleMinute: work });
type Work = z.infer<typeof work>;

const read = <T>(name: string, schema: z.ZodType<T>): T =>
  schema.parse(JSON.parse(readFileSync(join(root, 'infra/decisions', name), 'utf8')));

/** What is paid for, by the name that infra/decisions/prices.json has for it. */
type Bill = Readonly<Record<string, number>>;

const minutes = 30 * 24 * 60;

interface Given {
  readonly assumed: Readonly<Record<string, number>>;
  readonly memory: (functionName: string) => number;
}

const assumedOf = ({ assumed }: Given, name: string): number => {
  const value = assumed[name];
  if (value === undefined) throw new Error(`infra/decisions/measured.json assumes no ${name}`);
  return value;
};

/** What so many times this work costs. Time on Lambda cannot be measured here: it is assumed. */
const billOf = (done: Work, times: number, given: Given): Bill => {
  const sum = (pick: (one: Work[string], name: string) => number): number =>
    times * Object.entries(done).reduce((total, [name, one]) => total + pick(one, name), 0);
  const seconds = assumedOf(given, 'milliseconds of an invocation') / 1000;
  const invocations = sum((one) => one.invocations);
  const requests = sum((one, name) => (['fhir-api', 'partner-api', 'token'].includes(name) ? one.invocations : 0));
  const deliveries = sum((one, name) => (name === 'deliver' ? one.invocations : 0));
  return {
    'Lambda requests': invocations / 1e6,
    'Lambda time': sum((one, name) => one.invocations * seconds * (given.memory(name) / 1024)),
    'API Gateway requests': requests / 1e6,
    'WAF requests': requests / 1e6,
    'DynamoDB reads': sum((one) => one.readUnits) / 1e6,
    'DynamoDB writes': sum((one) => one.writeUnits) / 1e6,
    'EventBridge events': deliveries / 1e6,
    'SQS requests': (3 * deliveries) / 1e6,
    'KMS requests, signing': (sum((one, name) => (name === 'token' ? one.invocations : 0)) + deliveries) / 1e4,
    'KMS requests, symmetric': (4 * deliveries + invocations / 100) / 1e4,
    'CloudWatch Logs': (invocations * assumedOf(given, 'bytes of log of an invocation')) / 1e9,
  };
};

const added = (...bills: readonly Bill[]): Bill => {
  const sum: Record<string, number> = {};
  for (const bill of bills) for (const [name, count] of Object.entries(bill)) sum[name] = (sum[name] ?? 0) + count;
  return sum;
};

/** What stands there, whether anybody comes or not. */
const standing = (given: Given): Bill => {
  const resources = deployedResources();
  const count = (type: string): number => resources.filter((one) => one.type === type).length;
  const ownMetrics = new Set(
    resources
      .filter(({ type, properties }) => type === 'AWS::CloudWatch::Alarm' && properties.Namespace === 'Handover')
      .map(({ properties }) => JSON.stringify([properties.MetricName, properties.Dimensions])),
  );
  const [acl] = resources.filter(({ type }) => type === 'AWS::WAFv2::WebACL');
  const queues = resources.filter(
    ({ type, properties }) => type === 'AWS::Lambda::EventSourceMapping' && !properties.StartingPosition,
  ).length;
  return {
    'KMS keys': count('AWS::KMS::Key'),
    'CloudWatch alarms': count('AWS::CloudWatch::Alarm'),
    'CloudWatch metrics': ownMetrics.size + assumedOf(given, 'metrics of ours without an alarm'),
    'WAF web ACLs': count('AWS::WAFv2::WebACL'),
    'WAF rules': z.array(z.unknown()).parse(acl?.properties.Rules).length,
    Secrets: count('AWS::SecretsManager::Secret'),
    'SQS requests': (queues * minutes * assumedOf(given, 'empty polls of a queue in a minute')) / 1e6,
    Scheduler: (minutes + minutes / 60 + minutes / 15) / 1e6,
  };
};

const rowsOf = (bill: Bill, list: z.infer<typeof prices>): string[][] => {
  const priced = Object.entries(bill)
    .filter(([, count]) => count > 0)
    .map(([name, count]) => {
      const item = list.items[name];
      if (!item) throw new Error(`infra/decisions/prices.json has no price for ${name}`);
      return { name, count, ...item, cost: count * item.price };
    })
    .sort((a, b) => b.cost - a.cost);
  const total = priced.reduce((sum, { cost }) => sum + cost, 0);
  return [
    ['item', 'how many', 'of', 'USD each', 'USD'],
    ...priced.map(({ name, count, unit, price, cost }) => [
      ...[name, count < 10 ? count.toPrecision(2) : count.toFixed(0), unit],
      ...[String(price), cost.toFixed(2)],
    ]),
    ['**altogether**', '', '', '', `**${total.toFixed(2)}**`],
  ];
};

/** The two tables of infra/decisions/cost.md: a month in which nobody comes, and a thousand whole loops. */
export const withPrices = (document: string): string => {
  const list = read('prices.json', prices);
  const { assumed, loop, idleMinute } = read('measured.json', measured);
  const functions = new Map(
    deployedResources()
      .filter(({ type }) => type === 'AWS::Lambda::Function')
      .map(({ properties }) => [z.string().parse(properties.FunctionName), z.number().parse(properties.MemorySize)]),
  );
  const given: Given = { assumed, memory: (name) => functions.get(`Handover-${name}`) ?? 512 };
  const idle = added(
    standing(given),
    billOf(idleMinute, minutes, given),
    // The referral of nobody, every quarter of an hour.
    billOf(loop, minutes / 15, given),
  );
  const withIdle = withSection(document, 'idle month', table(rowsOf(idle, list)));
  return withSection(withIdle, 'thousand loops', table(rowsOf(billOf(loop, 1000, given), list)));
};
