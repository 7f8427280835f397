import { staffRoles } from '../../contracts/authority/staff.ts';
import { changeStaff, type StaffChange } from '../../functions/usecases/change-staff.ts';
import { operator, registered, said } from './registered.ts';
import { needed, type Options, oneOf, type Verb } from './verbs.ts';

const changing = (
  usage: string,
  words: number,
  change: (words: readonly string[], options: Options) => StaffChange,
  says: (person: string, options: Options) => string,
): Verb => ({
  usage,
  words,
  run: async (organisation, typed, options, at) => {
    const done = registered(await changeStaff(at)({ actor: operator, organisation, change: change(typed, options) }));
    return said(done, `${organisation}: ${says(typed[0] ?? '', options)}`);
  },
});

const isManager = ({ manager }: Options): boolean => {
  if (manager !== undefined && manager !== 'yes') throw new Error('--manager is yes, or left away.');
  return manager === 'yes';
};

const member = ([code = '']: readonly string[], options: Options): StaffChange => ({
  kind: 'member',
  member: {
    ...{ code, name: needed(options, 'name') },
    ...(isManager(options) ? { manager: true as const } : {}),
    ...(options['sign-in'] === undefined ? {} : { signsInAs: options['sign-in'] }),
    ...(options.role === undefined ? {} : { role: oneOf(staffRoles, options.role, 'The role') }),
    ...(options.deputy === undefined ? {} : { deputy: options.deputy }),
    ...(options.team === undefined ? {} : { team: options.team }),
  },
});

/** The people of an organisation: who signs in, and as what; at a coordinator who covers for whom, and whose cases are whose. */
export const staffVerbs: Readonly<Record<string, Verb>> = {
  staff: changing(
    '<person> --name <name> [--deputy <person>] [--team <local team>] [--manager yes] [--role <of contracts/authority/staff.ts>] [--sign-in <their sub at the identity provider>]',
    1,
    member,
    (person, { deputy }) => `${person} is on the roster${deputy ? `; ${deputy} covers for them` : ''}.`,
  ),
  away: changing(
    '<person> --from <yyyy-mm-dd> --until <yyyy-mm-dd>',
    1,
    ([person = ''], options) => ({
      kind: 'away',
      member: person,
      absence: { from: needed(options, 'from'), until: needed(options, 'until') },
    }),
    (person, { from, until }) => `${person} is away from ${from} until ${until}, both included.`,
  ),
  back: changing(
    '<person>',
    1,
    ([person = '']) => ({ kind: 'back', member: person }),
    (person) => `${person} is there; no absence is ahead.`,
  ),
  leaves: changing(
    '<person>',
    1,
    ([person = '']) => ({ kind: 'leaves', member: person }),
    (person) => `${person} is not on the roster any more. Their cases stay theirs until they are handed over.`,
  ),
  'hand-over': {
    usage: '<person> <to person> [--key <name of this hand-over>]',
    words: 2,
    run: async (...given) => (await import('./hand-over.ts')).handOver(...given),
  },
};
