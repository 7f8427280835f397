import fc from 'fast-check';
import { type Circumstance, circumstances } from '../../../contracts/lifecycle/circumstances.ts';
import { ons4 } from '../../../contracts/measures/ons4.ts';
import { extensions } from '../../../contracts/systems.ts';
import { reportsIn } from '../../../functions/domain/circumstance/circumstances.ts';
import type { SettleCircumstance } from '../../../functions/domain/circumstance/decide-settle.ts';
import type { Action } from '../../../functions/domain/decide/actions.ts';
import type { Actor, Referral } from '../../../functions/domain/referral.ts';
import { because, closeWith, move, objection, opens, reports, settles, writes } from './acts.ts';
import { asksForCall } from './calls.ts';
import { coordinator, group, hub, later, practice, t1 } from './cast.ts';
import { measure } from './measured.ts';
import { request } from './referrals.ts';
import type { Meanwhile } from './walked.ts';

/** What random steps seldom come to: an end, what is said after it, what fails to arrive, what is read and recalled. */
export const dutyOwner: Actor = { client: 'safeguarding-desk', organisation: 'DUTY1', known: 'duty-owner' };

/** Every number of theirs. */
export const isNotSafe = ({ patient }: Referral): Action => {
  const notSafe = { extension: [{ url: extensions.contactSafety, valueCode: 'not-safe' }] };
  const telecom = (patient.telecom ?? []).map((point) => ({ ...point, ...notSafe }));
  return { kind: 'correct-contact', shown: patient, sent: { ...patient, telecom } };
};

const nth = <T>(list: readonly [T, ...T[]], n: number): T => list[n % list.length] ?? list[0];
const ofThem = (pick: number): Actor => nth([practice, coordinator, group], pick);
const aboutOf = ({ onward }: Referral, pick: number): string =>
  ofThem(pick) === group ? (onward[0]?.task.id ?? '') : t1;
const kinds = Object.keys(circumstances).filter((code): code is Circumstance => code in circumstances);

type Act = (referral: Referral, pick: number) => Action;
const acts: readonly [readonly [Actor | typeof ofThem, Act], ...(readonly [Actor | typeof ofThem, Act])[]] = [
  [practice, () => move(t1, 'entered-in-error', because('Wrong person'))],
  [coordinator, () => move(t1, 'rejected', because('Full'))],
  [coordinator, () => move(t1, 'failed', because('Never answered'))],
  [coordinator, () => closeWith('advice-only')],
  [practice, () => writes('question', 'Did she go?')],
  [coordinator, () => writes('question', 'Does she live there?')],
  [coordinator, () => opens(t1)],
  [dutyOwner, () => ({ kind: 'break-glass', by: 'Dr Obi', why: 'A worry' })],
  [coordinator, () => ({ kind: 'link', other: 'HO-7K3M-2P4X', as: 'cared-for' })],
  [practice, () => ({ kind: 'add-need', request, others: [] })],
  [coordinator, isNotSafe],
  [coordinator, () => measure(ons4, { happy: 3 })],
  [coordinator, ({ at }) => ({ kind: 'record-permission', consent: objection('walking-group', { dateTime: at }) })],
  [
    ofThem,
    (referral, pick) =>
      reports(kinds[pick % kinds.length] ?? 'died', {
        task: aboutOf(referral, pick),
        ...(pick % 2 === 0 ? { confirmed: true } : {}),
      }),
  ],
  [
    coordinator,
    (referral, pick) => {
      const found = reportsIn(referral);
      const until = later(referral.at, 7 * 86_400_000).slice(0, 10);
      const as = nth<SettleCircumstance['as']>(['wrong', 'over', 'confirmed'], pick);
      return settles(found[pick % Math.max(found.length, 1)]?.communication.id ?? '', as, until);
    },
  ],
  [ofThem, (referral, pick) => asksForCall({ task: aboutOf(referral, pick), urgent: pick % 2 === 0, owner: 'L99901' })],
  [
    hub,
    ({ communications }, pick) => ({
      ...{ kind: 'record-delivery', outcome: 'refused' },
      message: communications[pick % Math.max(communications.length, 1)]?.id ?? '',
      ...(pick % 3 === 0 ? { notTheirs: true } : {}),
    }),
  ],
];

export const seldom = (which: number, pick: number): Omit<Meanwhile, 'before'> => {
  const [who, act] = nth(acts, which);
  return { actor: typeof who === 'function' ? who(pick) : who, action: (referral) => act(referral, pick) };
};

const n = (max: number) => fc.nat({ max });
export const seldomSteps = fc.array(fc.record({ before: n(20), which: n(acts.length - 1), pick: n(999) }), {
  maxLength: 8,
});
