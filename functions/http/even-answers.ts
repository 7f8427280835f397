import { elapsed, wait } from '../runtime/pause.ts';
import type { Reply } from './request.ts';

/**
 * What is not yours and what never was differ by the work of looking at it: a referral that is there is read and folded.
 * So what is not found is said at fixed moments after the request came; 50 ms is several times what that work takes.
 */
const stepMs = 50;

export const isMissed = (reply: Reply): boolean => {
  if ('status' in reply) return reply.missed ?? false;
  return reply.ok ? (reply.value.missed ?? false) : reply.refusals.some(({ code }) => code === 'not-found');
};

export const evenly = async (answer: () => Promise<Reply>): Promise<Reply> => {
  const since = elapsed();
  const reply = await answer();
  if (isMissed(reply)) await wait(stepMs - (since() % stepMs));
  return reply;
};
