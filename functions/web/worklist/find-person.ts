import { shownToCoordinator } from '../../../mappings/wellbeing/on-page.ts';
import { coordinatorOf, roleOf } from '../../domain/parties.ts';
import type { Actor, Referral } from '../../domain/referral.ts';
import type { Desk } from './staff-page.ts';

/** One person's referral, as the ledger has it and as the coordinator is shown it. */
export interface Found {
  readonly referral: Referral;
  readonly shown: Referral;
  readonly actor: Actor;
}

export const foundBy = async (
  desk: Pick<Desk, 'ledger'> & {
    readonly request: { readonly principal: Pick<Desk['request']['principal'], 'actor'> };
  },
  id: string,
): Promise<Found | undefined> => {
  const { actor } = desk.request.principal;
  const loaded = await desk.ledger.load(id);
  if (!loaded) return undefined;
  const { referral } = loaded;
  // What came by a poster is a draft of the coordinator's own, which somebody here has to read.
  const isOurs = coordinatorOf(referral) === actor.organisation && roleOf(referral, actor.organisation) !== undefined;
  return isOurs ? { referral, shown: shownToCoordinator(referral), actor } : undefined;
};

/** By the reference that people read out; of others' and of what is none the answer is the same. */
export const findPerson = async (desk: Desk): Promise<Found | undefined> => {
  const reference = (desk.request.params.reference ?? '').toUpperCase();
  if (!/^HO(?:-[0-9A-Z]{4}){2}$/.test(reference)) return undefined;
  for (const id of await desk.references(reference)) {
    const found = await foundBy(desk, id);
    if (found) return found;
  }
  return undefined;
};
