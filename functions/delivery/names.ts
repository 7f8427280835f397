import { coordinatorOf } from '../domain/parties.ts';
import { organisationOf, type Referral } from '../domain/referral.ts';
import type { Participants } from '../usecases/ports.ts';

/** Names of the organisations of a referral, from the register, for the words of a message. */
export const namesIn = async (
  { participants }: { readonly participants: Participants },
  referral: Referral,
): Promise<(organisation: string) => string | undefined> => {
  const codes = [coordinatorOf(referral), ...referral.onward.map((o) => organisationOf(o.task.owner))];
  const known = [...new Set(codes.filter((code) => code !== undefined))];
  const found = await Promise.all(known.map((code) => participants.organisation(code)));
  const names = new Map(found.filter((p) => p !== undefined).map((p) => [p.organisation, p.name]));
  return (organisation) => names.get(organisation);
};
