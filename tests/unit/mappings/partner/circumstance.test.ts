import type { ContactPoint } from 'fhir/r4.js';
import { expect, test } from 'vitest';
import type { circumstances } from '../../../../contracts/lifecycle/circumstances.ts';
import { examples } from '../../../../contracts/partner-api/examples.ts';
import { extensions, systems } from '../../../../contracts/systems.ts';
import { concept, recordKind } from '../../../../functions/domain/coding.ts';
import { invitationView } from '../../../../mappings/partner/invitation.ts';
import { id, onward, referral } from './referral.ts';

/** Issue 5 item 5: a group is told that the person cannot come and is to be left alone; why is not theirs to know. */
const now = '2026-11-21T09:00:00.000Z';
const reportedBy = (
  organisation: string,
  circumstance: keyof typeof circumstances,
  status = 'in-progress' as const,
) => ({
  ...referral,
  communications: [
    {
      ...{ resourceType: 'Communication' as const, id: `${id}.m1`, status },
      category: [recordKind('circumstance')],
      topic: concept(systems.circumstance, circumstance),
      sender: { reference: `Organization/${organisation}` },
      about: [{ reference: `Task/${id}.t2` }],
      sent: now,
    },
  ],
});
const show = (shown: typeof referral, tier: 'name-only' | 'contact' = 'contact') =>
  invitationView({ referral: shown, onward, tier, now });

test.each(['L99901', 'CWS01', 'mens-shed', 'walking-group'])('hides every number, whoever reported it: %s', (who) => {
  expect(show(referral).person?.contact.telephone).toEqual(['07700 900001']);
  for (const kind of ['died', 'moved', 'in-hospital', 'other-practice'] as const) {
    const { contact } = show(reportedBy(who, kind)).person ?? {};
    // Nor when to ring, or through whom: that is often a relative's own number.
    expect([contact?.telephone, contact?.safeContact, contact?.prohibited]).toEqual([undefined, undefined, true]);
  }
});

test('how to ring goes with a number that is shown, and with none is not told', () => {
  const through = { url: extensions.safeContact, extension: [{ url: 'through', valueString: 'Mia, 07700 900009' }] };
  const contactWith = (telecom: ContactPoint[]) =>
    show({ ...referral, patient: { ...referral.patient, telecom, extension: [through] } }).person?.contact;
  expect(contactWith(referral.patient.telecom ?? [])?.safeContact?.through).toEqual(['Mia, 07700 900009']);
  expect(contactWith([{ system: 'phone', value: '07700 900002' }])).toEqual({
    ...{ how: 'through-the-hub', prohibited: false, telephone: [] },
  });
});

test.each(['died', 'moved', 'in-hospital'] as const)(
  '%s: they cannot come, and only who reported it reads what',
  (kind) => {
    const others = show(reportedBy('L99901', kind));
    expect(others.cannotComeNow).toBe(true);
    expect(JSON.stringify(others)).not.toMatch(/died|moved|hospital|circumstance/);
    expect(show(reportedBy('walking-group', kind)).reported).toEqual([kind]);
  },
);

test('another practice is nothing to a group', () => {
  expect(show(reportedBy('L99901', 'other-practice'))).not.toHaveProperty('cannotComeNow');
});

test('the example of the contract has what the mapping makes', () => {
  const { cannotComeNow, reported, person } = show(reportedBy('walking-group', 'in-hospital'), 'name-only');
  const { InvitationReported: example } = examples;
  expect([cannotComeNow, reported, person]).toEqual([example.cannotComeNow, example.reported, example.person]);
});
