import type { Communication } from 'fhir/r4.js';
import { expect, test } from 'vitest';
import { reportsIn } from '../../../functions/domain/circumstance/circumstances.ts';
import type { Actor, Referral } from '../../../functions/domain/referral.ts';
import type { Referrer } from '../../../functions/domain/request/referrer-kind.ts';
import { view } from '../../../functions/fhir/reading/view.ts';
import { move, onwardTo, reports, settles } from '../domain/acts.ts';
import { coordinator, day, group, practice, t1, t2 } from '../domain/cast.ts';
import { next, opened, story } from '../domain/referrals.ts';

const council: Referrer = { kind: 'council-officer', hears: 'status', untilAgreed: 'receipt' };
const going = (referrer?: Referrer): Referral =>
  story(
    opened(referrer ? { referrer } : {}),
    [coordinator, move(t1, 'accepted')],
    [coordinator, onwardTo('walking-group')],
    [group, move(t2, 'accepted')],
  );
const shownOf = (referral: Referral, { organisation }: Actor, what: string): Communication | undefined => {
  const own = reportsIn(referral).findLast(
    ({ circumstance, communication }) =>
      circumstance === what && communication.sender?.reference === `Organization/${organisation}`,
  );
  const shown = own && view(referral, own.communication, { organisation });
  return shown?.resourceType === 'Communication' ? shown : undefined;
};

test.each([
  ['a group', group, t2, undefined],
  ['a council that gets a receipt', practice, t1, council],
  ['a council that hears the status', practice, t1, { kind: 'council-officer', hears: 'status' }],
] as const)('%s that reports is not told whether it was known or is confirmed', (_, who, task, referrer) => {
  const start = going(referrer);
  const known = next(start, coordinator, reports('died', { confirmed: true }));
  for (const what of ['died', 'moved-or-died', 'moved', 'in-hospital', 'other-practice'] as const)
    expect(
      [start, known].map((r) => shownOf(next(r, who, reports(what, { task })), who, what)?.status),
      what,
    ).toEqual(['in-progress', 'in-progress']);
  const reported = next(start, who, reports('died', { task }));
  const id = reportsIn(reported)[0]?.communication.id ?? '';
  expect(shownOf(next(reported, coordinator, settles(id, 'confirmed')), who, 'died')?.status).toBe('in-progress');
  // A receipt never changes (contracts/suppliers/receipts.md); others hear that it was wrong.
  const wrong = referrer && 'untilAgreed' in referrer ? 'in-progress' : 'entered-in-error';
  expect(shownOf(next(reported, coordinator, settles(id, 'wrong')), who, 'died')?.status).toBe(wrong);
});

test.each([
  ['a group', group, t2, undefined],
  ['a council that gets a receipt', practice, t1, council],
  ['a council that hears the status', practice, t1, { kind: 'council-officer', hears: 'status' }],
] as const)(
  '%s is shown one version of its report, whatever comes of it and whenever it came',
  (_, who, task, referrer) => {
    const reported = next(going(referrer), who, reports('in-hospital', { task }));
    const id = reportsIn(reported)[0]?.communication.id ?? '';
    const settled = next(reported, coordinator, settles(id, 'confirmed', day(9).slice(0, 10)));
    const over = next(settled, coordinator, settles(id, 'over'));
    const shown = [reported, settled, over].map((r) => shownOf(r, who, 'in-hospital'));
    expect(shown).toEqual([shown[0], shown[0], shown[0]]);
    expect(shown[0]).toMatchObject({ status: 'in-progress', meta: { versionId: '1', lastUpdated: shown[0]?.sent } });
  },
);

test('a practice that referred sees how its report stands: it cares for the person', () => {
  const known = next(going(), coordinator, reports('died', { confirmed: true }));
  expect(shownOf(next(known, practice, reports('died')), practice, 'died')?.status).toBe('completed');
});
