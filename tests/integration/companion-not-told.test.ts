import { describe, expect, test } from 'vitest';
import { heardOfNotify } from '../../functions/delivery/organiser/heard.ts';
import { lookAtCompanion } from '../../functions/delivery/organiser/look-at-companion.ts';
import { obligations } from '../../functions/domain/owed/obligations.ts';
import { messagesToPerson } from '../../functions/domain/to-person/messages.ts';
import { coordinator, day, id } from '../unit/views/made-referral.ts';
import { companionHubs } from './companion-links.ts';

const asking = companionHubs();
type Asked = Awaited<ReturnType<typeof asking>>;
const meets = day(25, 10);

/** The newest message to the companion comes to nothing. */
const failed = ({ one, hers }: Asked, status: 'permanent-failure' | 'temporary-failure') =>
  heardOfNotify(one.ports)({ reference: hers().at(-1)?.reference ?? '', status });

/** What somebody of the coordinator is to ring about, and by when. */
const ringing = async ({ state }: Asked) =>
  obligations(await state()).filter(({ what, who }) => what === 'ring-companion' && who === 'CWS01');

describe('a companion who could not be told is rung by the link worker', () => {
  test.each(['permanent-failure', 'temporary-failure'] as const)(
    'when where they meet comes back (%s) on the day before: before they would set out',
    async (status) => {
      const asked = await asking();
      await asked.tap('yes');
      await asked.at(day(24, 10));
      expect(asked.hers().at(-1)?.subject).toMatch(/^Where you meet/);
      await failed(asked, status);
      const [owed, ...more] = await ringing(asked);
      expect(more).toEqual([]);
      expect(owed?.due).toBe(day(24, 17));
      await failed(asked, status);
      expect(await ringing(asked)).toHaveLength(1);
    },
  );

  test('within the hour where it comes back that morning, and it is over once somebody rang', async () => {
    const asked = await asking();
    await asked.tap('yes');
    await asked.at(day(25, 8.5));
    await failed(asked, 'permanent-failure');
    const [owed] = await ringing(asked);
    expect((owed?.due ?? '') > asked.one.now() && (owed?.due ?? '') < meets).toBe(true);
    await asked.does(coordinator, { kind: 'group-rung', communication: owed?.about ?? '', by: 'Ada Martin' });
    expect(await ringing(asked)).toEqual([]);
  });

  test('when nobody is sure of their contact: as soon as where they meet would be sent, and never later', async () => {
    const asked = await asking();
    await asked.tap('yes');
    asked.one.change('champion-ada', { organiser: undefined });
    await asked.at(day(23, 10));
    const [owed] = await ringing(asked);
    expect((owed?.due ?? meets) < meets).toBe(true);
  });

  test('when that nobody need go along comes back: else they stand there', async () => {
    const asked = await asking();
    await asked.tap('yes');
    await asked.does(coordinator, { kind: 'cancel-meeting', appointment: `${id}.a2`, reason: { text: 'Rain' } });
    expect(asked.hers().at(-1)?.subject).toMatch(/^You need not/);
    await failed(asked, 'permanent-failure');
    const [owed] = await ringing(asked);
    expect((owed?.due ?? meets) < meets).toBe(true);
  });

  test.each([
    ['where they meet', (asked: Asked) => asked.at(day(24, 10)), day(24, 17)],
    [
      'that nobody need go along',
      (asked: Asked) =>
        asked.does(coordinator, { kind: 'cancel-meeting', appointment: `${id}.a2`, reason: { text: 'Rain' } }),
      meets,
    ],
  ] as const)('when an hour after %s was sent nobody has said that it arrived', async (_, sent, before) => {
    const asked = await asking();
    await asked.tap('yes');
    await sent(asked);
    const messages = asked.hers().length;
    expect(await ringing(asked)).toEqual([]);
    asked.one.later(3600);
    await asked.one.deliver();
    const [owed, ...more] = await ringing(asked);
    expect(more).toEqual([]);
    expect((owed?.due ?? meets) <= before).toBe(true);
    expect(asked.hers()).toHaveLength(messages);
  });

  test('before they would set out, where less than an hour is left', async () => {
    const asked = await asking();
    await asked.tap('yes');
    await asked.at(day(25, 9.5));
    await asked.does(coordinator, { kind: 'cancel-meeting', appointment: `${id}.a2`, reason: { text: 'Rain' } });
    asked.one.later(900);
    await asked.one.deliver();
    const owed = await ringing(asked);
    expect(owed.map(({ due }) => due <= meets)).toEqual([true]);
  });

  test('and not once it is known to have arrived', async () => {
    const asked = await asking();
    await asked.tap('yes');
    await asked.at(day(24, 10));
    await heardOfNotify(asked.one.ports)({ reference: asked.hers().at(-1)?.reference ?? '', status: 'delivered' });
    asked.one.later(2 * 3600);
    await asked.one.deliver();
    expect(await ringing(asked)).toEqual([]);
    expect(asked.hers().at(-1)?.subject).toMatch(/^Where you meet/);
  });

  test('and not once they said that they met', async () => {
    const asked = await asking();
    await asked.tap('yes');
    await asked.at(day(25, 11));
    await asked.tap('met');
    await failed(asked, 'permanent-failure');
    expect(await ringing(asked)).toEqual([]);
  });
});

/** An operator has just changed what the register says of them. */
const changed = async ({ one }: Asked, more: Parameters<typeof one.change>[1]) => {
  one.change('champion-ada', more);
  const { ring, drop, find } = one.ports.toOrganisers;
  const look = lookAtCompanion({
    ...{ find, ring, drop, ledger: one.ledger, participantNow: one.ports.participantNow, clock: one.now },
  });
  const seen = await look('champion-ada');
  await one.project(id);
  await one.deliver();
  return seen;
};

describe('what changes of a companion in the register after they know the place', () => {
  test.each([
    ['their clearance is taken back', { companion: { trained: '2026-01-10', clearedFor: [] } }],
    ['they are switched off', { active: false }],
  ])(
    '%s: they are off at once, somebody has to be found before the meeting, and the person hears of it',
    async (_, more) => {
      const asked = await asking();
      await asked.tap('yes');
      await asked.at(day(24, 10));
      expect(await changed(asked, more)).toBe(1);
      expect(await asked.task()).toMatchObject({ status: 'cancelled' });
      const owed = obligations(await asked.state()).filter(({ what }) =>
        ['find-companion', 'tell-person'].includes(what),
      );
      expect(owed.map(({ what, who }) => `${who} ${what}`)).toEqual(
        expect.arrayContaining(['CWS01 find-companion', 'CWS01 tell-person']),
      );
      expect(owed.filter(({ due }) => due >= meets)).toEqual([]);
      expect(messagesToPerson(await asked.state()).map(({ says }) => says)).toContain('companion-gone');
      expect(await changed(asked, more)).toBe(0);
    },
  );

  test('their contact is taken away: the link worker is to ring, before the meeting', async () => {
    const asked = await asking();
    await asked.tap('yes');
    await changed(asked, { organiser: undefined });
    const [owed] = await ringing(asked);
    expect((owed?.due ?? meets) < meets).toBe(true);
  });

  test('anything else changes nothing', async () => {
    const asked = await asking();
    await asked.tap('yes');
    const before = (await asked.state()).version;
    expect(await changed(asked, { name: 'Ada B' })).toBe(0);
    expect((await asked.state()).version).toBe(before);
  });
});
