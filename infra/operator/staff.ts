import { dynamoLedger } from '../../functions/ledger/dynamo-ledger.ts';
import { pause } from '../../functions/runtime/pause.ts';
import { changeStaff, type StaffChange } from '../../functions/usecases/change-staff.ts';
import { handOverCaseload } from '../../functions/usecases/hand-over-caseload.ts';
import { dynamodbOf, outputOf } from './connection.ts';
import { everyReferral } from './every-referral.ts';
import { operator, registered, said } from './registered.ts';
import { needed, type Options, type Verb } from './verbs.ts';

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
    ...(options.deputy === undefined ? {} : { deputy: options.deputy }),
  },
});

/** The people of a coordinator: who covers for whom while somebody is away, and whose cases are whose. */
export const staffVerbs: Readonly<Record<string, Verb>> = {
  staff: changing(
    '<person> --name <name> [--deputy <person>] [--manager yes] [--sign-in <their sub at the identity provider>]',
    1,
    member,
    (person, { deputy }) => `${person} is on the roster; ${deputy ? `${deputy} covers` : 'a manager covers'} for them.`,
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
    run: async (
      organisation,
      [from = '', to = ''],
      { key = `${from}-to-${to}-${Date.now()}` },
      { hub, clock, register },
    ) => {
      const table = { client: dynamodbOf(hub), table: outputOf(hub, 'LedgerTable') };
      try {
        const ports = { ledger: dynamoLedger(table), participants: register, clock, pause };
        const handed = await handOverCaseload({ ...ports, referrals: () => everyReferral(table) })({
          actor: { ...operator, organisation },
          ...{ from, to, key },
        });
        if (!handed.ok) throw new Error(handed.refusals.map(({ diagnostics, code }) => diagnostics ?? code).join('\n'));
        return handedLines(handed.value, key).join('\n');
      } finally {
        table.client.destroy();
      }
    },
  },
};

const handedLines = (
  handed: readonly { readonly reference: string; readonly came: string }[],
  key: string,
): string[] => {
  const left = handed.filter(({ came }) => came !== 'handed-over');
  return [
    ...handed.map(({ reference, came }) => `${reference}  ${came}`),
    `${handed.length - left.length} handed over.`,
    ...(left.length > 0 ? [`${left.length} not: run it again with --key ${key}; what is done stays done.`] : []),
  ];
};
