import { isReferrerKind, type ReferrerKind } from '../../../contracts/lifecycle/referrers.ts';
import type { Told } from '../../../mappings/page/told.ts';
import type { SignedInPerson } from '../../identity/people/signed-in-person.ts';
import type { Problems } from '../forms/problems.ts';
import { lineIn } from '../forms/typed.ts';
import { words } from '../words/words.ts';

type Fields = Readonly<Record<string, string>>;
/** Who asks, as what, and by which way it came. */
type Caller = Pick<Told, 'by' | 'kind' | 'way'>;

const { refer: says, forms } = words;
const longestName = 200;

export const callerKinds = [
  'self',
  'friend-or-relative',
  'practice',
  'professional',
  'council-officer',
  'group',
] as const satisfies readonly ReferrerKind[];

/** Whoever signed in asks themself; a professional of a council says that they are one (contracts/lifecycle/referrers.ts). */
export const callerSignedIn = ({ organisation: { organisation }, person, role }: SignedInPerson): Caller => ({
  by: { is: 'worker', name: person.name, organisation },
  ...(role === 'professional' ? { kind: role } : {}),
  way: 'page',
});

/** Who rang the coordinator. */
export const readCaller = (fields: Fields): { readonly problems: Problems; readonly caller?: Caller } => {
  const { caller: kind = '' } = fields;
  const [name, telephone] = [lineIn(fields.callerName), lineIn(fields.callerPhone)];
  const problems: Record<string, string> = {};
  const isKind = isReferrerKind(kind);
  if (!isKind) problems.caller = says.problems.caller;
  if (isKind && kind !== 'self' && name === '') problems.callerName = says.problems.callerName;
  if (name.length > longestName) problems.callerName = forms.tooLong(longestName);
  if (telephone.length > longestName) problems.callerPhone = forms.tooLong(longestName);
  if (!isKind || Object.keys(problems).length > 0) return { problems };
  const who = { name, ...(telephone ? { telephone } : {}) };
  if (kind === 'self') return { problems, caller: { by: { is: 'self' }, kind, way: 'telephone' } };
  const is = kind === 'friend-or-relative' ? kind : 'worker';
  return { problems, caller: { by: { is, ...who }, kind, way: 'telephone' } };
};
