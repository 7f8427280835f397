import { createReadStream, existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Facts } from '../../functions/domain/reports/facts.ts';

/** A line that this hub wrote: what is read of it is looked at by name. */
const isFacts = (line: unknown): line is Facts =>
  typeof line === 'object' &&
  line !== null &&
  ['referral', 'received', 'practice', 'way', 'stage', 'segment'].every(
    (name) => typeof Reflect.get(line, name) === 'string',
  ) &&
  Number.isInteger(Reflect.get(line, 'version')) &&
  ['onwards', 'measures', 'contactDays', 'companions', 'feedback'].every((name) =>
    Array.isArray(Reflect.get(line, name)),
  ) &&
  typeof Reflect.get(line, 'once') === 'object' &&
  // A release before this one wrote the reply alone.
  Reflect.get(line, 'feedback').every((one: unknown) => typeof one === 'object');

/** Line by line, so that a file of any length needs the memory of one. @throws naming the line that is none of a facts file */
export async function* linesOf(file: string): AsyncGenerator<Facts> {
  if (!existsSync(file)) return;
  let n = 0;
  for await (const text of createInterface({ input: createReadStream(file), crlfDelay: Number.POSITIVE_INFINITY })) {
    n += 1;
    const line: unknown = parsed(text);
    if (!isFacts(line))
      throw new Error(`Line ${n} of ${file} is no line of a facts file. Make it anew: delete it first.`);
    yield line;
  }
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};
