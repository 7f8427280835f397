import { table, withSection } from './section.ts';
import type { Line, Tally } from './tally.ts';

const lines = (of: Readonly<Record<string, Line>>): [string, number, number][] =>
  Object.entries(of).map(([name, { units, requests }]) => [name, units, requests]);

/** The counts as the README shows them. */
const countsTable = ({ steps, written, total }: Tally): string =>
  [
    table(
      ['step', 'requests waited for', 'requests after', 'read units', 'write units'],
      [
        ...Object.entries(steps).map(([step, s]) => [step, s.waited, s.after, s.read, s.write]),
        ['**the loop**', total.waited, total.after, total.read, total.write],
      ],
    ),
    `${total.invocations} invocations, ${total.streamRecords} stream records, ${total.events} events, ${total.messages} messages to queues by functions, ${total.bytes} bytes of DynamoDB requests.`,
    table(['written', 'units', 'requests'], lines(written)),
  ].join('\n\n');

export const withCounts = (readme: string, tally: Tally): string => withSection(readme, 'counts', countsTable(tally));
