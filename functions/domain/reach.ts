import type { Way } from '../../contracts/lifecycle/ways.ts';
import type { Paused } from './participant.ts';

/** How an organisation can be reached besides a FHIR endpoint. */
export interface OtherWays {
  /** Its software fetches nothing: what is for it goes another way at once. Matters only while it has no endpoint. */
  readonly polls?: false;
  /** A MESH mailbox, for documents. */
  readonly mesh?: string;
  /** An e-mail address on a secure domain of the area, for PDFs. */
  readonly mail?: string;
  /** A postal address, line by line, for letters. */
  readonly post?: readonly string[];
}

export interface Reach {
  readonly endpoint?: { readonly url: string };
  readonly paused?: Paused;
  readonly otherWays?: OtherWays;
}

const has: Readonly<Record<Way, (by: Reach) => boolean>> = {
  // Gone is gone: until somebody has found the new endpoint, what can go another way does.
  fhir: ({ endpoint, paused }) => endpoint !== undefined && paused?.reason !== 'endpoint-gone',
  poll: ({ endpoint, otherWays }) => endpoint === undefined && otherWays?.polls !== false,
  document: ({ otherWays }) => otherWays?.mesh !== undefined,
  mail: ({ otherWays }) => otherWays?.mail !== undefined,
  post: ({ otherWays }) => otherWays?.post !== undefined,
  // Of what an organiser is sent, and of nothing else: no area has it in its order.
  notify: () => false,
};

/**
 * The way by which to go on: that one, where the organisation still has it, or the next, or else one from the beginning: what it
 * lost, somebody may have put another in place of. What is left to be fetched goes to an endpoint that was made since.
 * Undefined: a person sees to it.
 */
export const wayFrom = (order: readonly Way[], by: Reach, way?: Way): Way | undefined => {
  if (way === 'poll' && order.includes('fhir') && has.fhir(by)) return 'fhir';
  const at = way === undefined ? 0 : Math.max(0, order.indexOf(way));
  return [...order.slice(at), ...order.slice(0, at)].find((one) => has[one](by));
};

/** The way after one that is used up. */
export const wayAfter = (order: readonly Way[], by: Reach, way: Way): Way | undefined => {
  const at = order.indexOf(way);
  return at < 0 ? undefined : order.slice(at + 1).find((one) => has[one](by));
};

/** What is left for an organisation to fetch from the beginning is never sent while it can be fetched. */
export const polls = (order: readonly Way[], by: Reach): boolean => wayFrom(order, by) === 'poll';
