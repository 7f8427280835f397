import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { type DeployedResource, deployedResources } from './deployed-resources.ts';
import { root } from './root.ts';
import { table, withSection } from './section.ts';
import { minutesOfMonth, standing } from './standing-bill.ts';
import { added, type Bill, billOf, type Given, work } from './work-bill.ts';

const prices = z.object({
  items: z.record(
    z.string(),
    z.object({ unit: z.string(), price: z.number(), on: z.iso.date(), how: z.enum(['K', 'read']) }),
  ),
});
type Prices = z.infer<typeof prices>;
const measured = z.object({
  assumed: z.record(z.string(), z.number()),
  ...{ loop: work, idleMinute: work, roundOfNobody: work },
  metricsOfAnHour: z.array(z.string()),
});

const read = <T>(name: string, schema: z.ZodType<T>): T =>
  schema.parse(JSON.parse(readFileSync(join(root, 'infra/decisions', name), 'utf8')));

const memoryOf = (resources: readonly DeployedResource[]): Given['memory'] => {
  const sizes = new Map(
    resources
      .filter(({ type }) => type === 'AWS::Lambda::Function')
      .map(({ properties }) => [z.string().parse(properties.FunctionName), z.number().parse(properties.MemorySize)]),
  );
  return (name) => {
    const size = sizes.get(`Handover-${name}`);
    if (size === undefined) throw new Error(`infra/decisions/measured.json counts ${name}, which is no function`);
    return size;
  };
};

/** A month in which nobody comes, and a thousand loops of people. */
export const bills = (resources = deployedResources()): { readonly idle: Bill; readonly loops: Bill } => {
  const { assumed, loop, idleMinute, roundOfNobody, metricsOfAnHour } = read('measured.json', measured);
  const given: Given = {
    metricsOfAnHour: metricsOfAnHour.length,
    memory: memoryOf(resources),
    assumed: (name) => {
      const value = assumed[name];
      if (value === undefined) throw new Error(`infra/decisions/measured.json assumes no ${name}`);
      return value;
    },
  };
  const ofMinutes = billOf(idleMinute, minutesOfMonth, given);
  const ofRounds = billOf(roundOfNobody, minutesOfMonth / 15, given);
  return { idle: added(standing(resources, given), ofMinutes, ofRounds), loops: billOf(loop, 1000, given) };
};

const asOf = ({ on, how }: Prices['items'][string]): string => (how === 'K' ? `${on} [K]` : on);

const rowsOf = (bill: Bill, { items }: Prices): string[][] => {
  const priced = Object.entries(bill)
    .filter(([, count]) => count > 0)
    .map(([name, count]) => {
      const item = items[name];
      if (!item) throw new Error(`infra/decisions/prices.json has no price for ${name}`);
      return { name, count, item, cost: count * item.price };
    })
    .sort((a, b) => b.cost - a.cost);
  const total = priced.reduce((sum, { cost }) => sum + cost, 0);
  return [
    ['item', 'how many', 'of', 'USD each', 'as of', 'USD'],
    ...priced.map(({ name, count, item, cost }) => [
      ...[name, count < 10 ? count.toPrecision(2) : count.toFixed(0), item.unit],
      ...[String(item.price), asOf(item), cost.toFixed(2)],
    ]),
    ['**altogether**', '', '', '', '', `**${total.toFixed(2)}**`],
  ];
};

/** The two tables of infra/decisions/cost.md. */
export const withPrices = (document: string): string => {
  const list = read('prices.json', prices);
  const { idle, loops } = bills();
  const withIdle = withSection(document, 'idle month', table(rowsOf(idle, list)));
  return withSection(withIdle, 'thousand loops', table(rowsOf(loops, list)));
};
