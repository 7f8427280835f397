import { expect, test } from 'vitest';
import { extensions, systems } from '../../../../contracts/systems.ts';
import { concept } from '../../../../functions/domain/coding.ts';
import { tiers } from '../../../../functions/domain/participant.ts';
import { personFor } from '../../../../mappings/partner/person.ts';
import { previewFor } from '../../../../mappings/partner/preview.ts';
import { onward, referral, task } from './referral.ts';

/** contracts/coordinators/README.md, 4: the link worker relies on it that this is all that the partner will see. */
const now = '2026-11-21T09:00:00.000Z';
const part = (url: string, valueString: string) => ({ url, valueString });
const patient = {
  ...referral.patient,
  extension: [
    ...(referral.patient.extension ?? []).filter(({ url }) => url !== extensions.safeContact),
    {
      url: extensions.safeContact,
      extension: [
        part('times', 'Weekdays before noon'),
        part('through', 'Mia, 07700 900009'),
        { url: 'voicemail', valueCode: 'no' },
        { url: 'post', valueCode: 'yes' },
      ],
    },
  ],
};
const words = (code: string, valueString: string) => ({ type: concept(systems.request, code), valueString });
const asked = {
  ...onward,
  task: { ...task, input: [words('reason-for-partner', 'Lost his wife'), words('goal-for-partner', 'To walk again')] },
};
const shownAt = (tier: (typeof tiers)[number]) => ({
  ...{ referral: { ...referral, patient, onward: [asked] }, onward: asked, tier, now },
});
const linesAt = (tier: (typeof tiers)[number]): string[] =>
  previewFor(shownAt(tier), 'Tuesday Walking Group').issue[0]?.diagnostics?.split('\n') ?? [];

/** Every single value of what a partner is sent, however deep. */
const valuesIn = (value: unknown): unknown[] =>
  typeof value === 'object' && value !== null ? Object.values(value).flatMap(valuesIn) : [value];

test.each(tiers)('a preview for %s has a line for each value that the partner is sent of the person', (tier) => {
  const lines = linesAt(tier);
  const said = { true: 'yes', false: 'no' };
  for (const value of valuesIn(personFor(shownAt(tier)))) {
    const text = typeof value === 'boolean' ? said[`${value}`] : String(value);
    expect(
      lines.filter((line) => line.split(': ').slice(1).join(': ').includes(text)),
      text,
    ).not.toEqual([]);
  }
});

test('when to ring, through whom, and what may be left or sent, is shown with the number and not before', () => {
  const contact = [
    ...['Telephone: 07700 900001', 'When a call does no harm: Weekdays before noon'],
    ...['Messages on voicemail: no', 'Letters by post: yes', 'Through whom: Mia, 07700 900009'],
  ];
  expect(linesAt('contact')).toEqual(expect.arrayContaining(contact));
  expect(linesAt('name-only').join()).not.toMatch(/07700|noon|voicemail|Mia/);
  expect(linesAt('name-only')).toContain('Reason is not shown: its agreement is for the name alone.');
  expect(linesAt('purpose')).toEqual(expect.arrayContaining([...contact, 'Reason: Lost his wife']));
});

test('what has no value is said to have none', () => {
  const { name: _, ...nameless } = patient;
  const shown = {
    ...shownAt('contact'),
    referral: { ...referral, patient: { ...nameless, telecom: [], extension: [] } },
  };
  const text = previewFor(shown, 'Tuesday Walking Group').issue[0]?.diagnostics;
  expect(text).toContain('Name: (nothing)');
  expect(text).toContain('Telephone: (nothing)');
});
