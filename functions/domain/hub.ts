import type { Actor } from './referral.ts';

/**
 * The hub as an actor. In a referral it reminds and records what came of sending a message; in the register it pauses an
 * organisation whose endpoint is gone (functions/delivery/paused.ts). Nothing else.
 */
export const hub: Actor = { client: 'handover', organisation: 'handover' };
