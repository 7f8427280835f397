import { organisationsOf } from '../../domain/parties.ts';
import { organisationOf, type Referral } from '../../domain/referral.ts';
import type { Participants } from '../../usecases/ports.ts';

/** Name of an organisation by its code; a code that nobody registered is shown as it is. */
export type NameOf = (code: string | undefined) => string;

export const namesIn = async (
  participants: Pick<Participants, 'organisation'>,
  referral: Referral,
  more: readonly string[] = [],
): Promise<NameOf> => {
  const tasks = [...referral.onward.map(({ task }) => task), ...referral.companions];
  const drafted = tasks.flatMap(({ owner }) => organisationOf(owner) ?? []);
  const codes = [...new Set([...organisationsOf(referral), ...drafted, ...more])];
  const found = await Promise.all(codes.map((code) => participants.organisation(code)));
  const names = new Map(found.flatMap((one) => (one ? [[one.organisation, one.name] as const] : [])));
  return (code) => names.get(code ?? '') ?? code ?? '';
};
