import type { Actor } from './referral.ts';

/** The hub as an actor: it reminds, and records what came of sending a message; nothing else. */
export const hub: Actor = { client: 'handover', organisation: 'handover' };
