import type { SafeguardingRule } from '../../../contracts/areas/safeguarding.ts';
import type { OpenConcern } from './concern.ts';

/** Within it, somebody who was sent an e-mail is sent one more about all that has come, and not one about each. */
const togetherMs = 900_000;

/** When each reader was last told of something that is still open. */
export const lastTold = (open: readonly OpenConcern[]): ReadonlyMap<string, string> => {
  const last = new Map<string, string>();
  for (const { reader, at } of open.flatMap(({ told }) => told))
    if (at > (last.get(reader) ?? '')) last.set(reader, at);
  return last;
};

/**
 * Until when its reader need not be told of it, an instant: a worry that comes soon after something else by e-mail. The first is
 * never held, nor is somebody who is unsafe, nor what all were told of before; a program wants each by its id.
 */
export const heldUntil = (
  { readers }: SafeguardingRule,
  { level }: OpenConcern,
  step: { readonly readers: readonly string[]; readonly stranded: boolean },
  last: ReadonlyMap<string, string>,
): string => {
  const [reader = ''] = step.readers;
  const told = last.get(reader);
  const reached = readers[reader]?.reached;
  if (told === undefined || level === 'unsafe' || step.stranded || !reached || 'webhook' in reached) return '';
  return new Date(Date.parse(told) + togetherMs).toISOString();
};
