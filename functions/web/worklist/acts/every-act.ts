import type { Act } from './act.ts';
import { contactAct } from './contact.ts';
import { moveActs } from './moves.ts';

/** Everything that can be done from a person's page, by its name in the address. */
export const everyAct: readonly Act[] = [contactAct, ...moveActs];

export const actNamed = (name: string | undefined): Act | undefined => everyAct.find((act) => act.name === name);
