import type { Actor } from './referral.ts';

/**
 * The hub as an actor. In a referral it does what `hubRoute` names (decide/decide-as-hub.ts); in the register it pauses an organisation
 * whose endpoint is gone (functions/delivery/paused.ts) and enters what an organiser says of their contact (functions/delivery/organiser/said.ts); and it raises a
 * concern where somebody with a safeguarding flag did not come (functions/safeguarding/did-not-come.ts). Nothing else.
 */
export const hub: Actor = { client: 'handover', organisation: 'handover' };

/** Commands of whoever runs the hub. */
export const operatorClient = 'operator';

/** The pages of the hub: people who sign in act by them, each for their own organisation. */
export const pagesClient = 'pages';

/** The link of an organiser, who has no account: whoever holds it acts by it for that organisation. */
export const linkClient = 'link';

/** A text message in answer to one of the hub's: whoever has that number acts by it for that organisation. */
export const textClient = 'text-message';

/** The link of the person whom a referral is about: whoever holds it acts by it as the person, and no more. */
export const personClient = 'person';

/** The hub and its operator: no software is registered by these names. */
export const isOwnClient = (client: string): boolean => client === hub.client || client === operatorClient;

/** What is done to one Task alone, where the answer holds all of it as it then stands. */
export const answersWhole: ReadonlySet<string> = new Set(['update-task', 'request-onward']);

/** What the ledger calls it when a system says that it has a Task, and nobody anything more. */
export const receipt = 'receive';

/**
 * Whether somebody looked at this referral when they acted. The hub is nobody, a system that has it is nobody yet, an
 * operator who hands over a whole caseload has looked at none of it, and what the person does is nothing that their service did.
 */
export const isSomebodys = ({ client, action }: { readonly client: string; readonly action?: string }): boolean =>
  !isOwnClient(client) && client !== personClient && action !== receipt;
