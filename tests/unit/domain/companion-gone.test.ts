import { describe, expect, test } from 'vitest';
import { reportsIn } from '../../../functions/domain/circumstance/circumstances.ts';
import type { Action } from '../../../functions/domain/decide/actions.ts';
import { obligations } from '../../../functions/domain/owed/obligations.ts';
import type { Referral } from '../../../functions/domain/referral.ts';
import { isStillTrue, messagesToPerson } from '../../../functions/domain/to-person/messages.ts';
import { planOf } from '../../../functions/domain/to-person/plan.ts';
import { personKey } from '../../../functions/views/keys.ts';
import { personRows } from '../../../functions/views/person-rows.ts';
import { because, meetingAt, move, recorded, reports, settles } from './acts.ts';
import { coordinator, day, group, hub, id, t2 } from './cast.ts';
import { asks, cannot, champion, companionAsked, goesAlong, t3 } from './companions-asked.ts';
import { mobile, whoHas } from './people-to-write-to.ts';
import { next } from './referrals.ts';

const meets = day(8);
const withMobile = (referral: Referral): Referral => ({
  ...referral,
  patient: { ...whoHas({ telecom: [mobile] }), id: referral.patient.id ?? '' },
});
const goes = (): Referral => withMobile(goesAlong());
const drops = (why: 'companion-cannot' | 'companion-not-cleared'): Action => ({
  ...{ kind: 'drop-companion', companion: champion.organisation, why },
});
const gone = (referral: Referral) => messagesToPerson(referral).filter(({ says }) => says === 'companion-gone');
const owed = (referral: Referral, what: string) => obligations(referral).filter((one) => one.what === what);

describe('a report that turns out to be wrong', () => {
  const wrong = (what: 'died' | 'in-hospital') => {
    const reported = next(goes(), group, reports(what, { task: t2 }), day(4));
    return {
      reported,
      after: next(reported, coordinator, settles(reportsIn(reported)[0]?.communication.id ?? '', 'wrong'), day(4, 10)),
    };
  };

  test.each(['died', 'in-hospital'] as const)(
    '(%s): whoever was to go along is to be found anew, and the person is told',
    (what) => {
      const { reported, after } = wrong(what);
      expect(reported.companions[0]?.status).toBe('cancelled');
      expect(owed(reported, 'find-companion')).toEqual([]);
      expect(after.onward[0]?.meetings[0]?.status).toBe('booked');
      expect(owed(after, 'find-companion')).toMatchObject([{ who: 'CWS01' }]);
      expect(gone(after).filter((one) => isStillTrue(after, one))).toHaveLength(1);
      expect(planOf(after, gone(after)[0]?.message.id ?? '', day(4, 11)).kind).toBe('send');
      expect(planOf(reported, gone(reported)[0]?.message.id ?? '', day(4, 9)).kind).not.toBe('send');
    },
  );
});

describe('a companion who said yes and does not go along after all', () => {
  test.each<[string, () => Referral]>([
    ['says so', () => next(goes(), champion, move(t3, 'cancelled', cannot), day(4))],
    ['told the link worker', () => next(goes(), coordinator, move(t3, 'cancelled', cannot), day(4))],
    ['does this no more', () => next(goes(), hub, drops('companion-cannot'), day(4))],
    ['is not cleared any more', () => next(goes(), hub, drops('companion-not-cleared'), day(4))],
  ])('(%s): the person is written to, and somebody owes it to them until it has reached them', (_, story) => {
    const referral = story();
    const [one, ...more] = gone(referral);
    expect(more).toEqual([]);
    const message = one?.message.id ?? '';
    const row = personRows(referral).find(({ sk }) => sk === personKey('CWS01', message));
    expect(row?.wanted).toBe(referral.version);
    expect(planOf(referral, message, day(4, 10)).kind).toBe('send');
    const [telling] = owed(referral, 'tell-person').filter(({ about }) => about === message);
    expect((telling?.due ?? meets) < meets).toBe(true);
    const [finding] = owed(referral, 'find-companion');
    expect((finding?.due ?? meets) < meets).toBe(true);
    const arrived = next(
      referral,
      hub,
      { kind: 'record-delivery', message, outcome: 'infrastructure-ack' },
      day(4, 11),
    );
    expect(owed(arrived, 'tell-person').some(({ about }) => about === message)).toBe(false);
    expect(owed(arrived, 'find-companion')).toHaveLength(1);
  });

  test('late: the person and the link worker hear of it before the meeting, also on a Sunday', () => {
    const sunday = next(goesAlong(), coordinator, meetingAt(day(6), { task: t2, appointment: `${id}.a1` }), day(3, 10));
    const asked = next(sunday, coordinator, asks({ consents: [] }), day(3, 11));
    const task = asked.companions.at(-1)?.id ?? '';
    const yes = withMobile(next(asked, champion, move(task, 'accepted'), day(3, 12)));
    const left = next(yes, champion, move(task, 'cancelled', cannot), day(6, 7));
    const message = gone(left).at(-1)?.message.id;
    const both = [
      ...owed(left, 'tell-person').filter(({ about }) => about === message),
      ...owed(left, 'find-companion'),
    ];
    expect(both.map(({ what }) => what)).toEqual(['tell-person', 'find-companion']);
    expect(both.filter(({ due }) => due <= day(6, 7) || due >= day(6))).toEqual([]);
  });

  test('where it moved meanwhile the person hears that it moved, and that nobody goes along yet', () => {
    const moved = next(goes(), group, meetingAt(day(10), { task: t2, appointment: `${id}.a1` }), day(4));
    expect(
      messagesToPerson(moved)
        .filter((one) => isStillTrue(moved, one))
        .map(({ says }) => says),
    ).toEqual(expect.arrayContaining(['moved', 'companion-gone']));
  });

  test('is no news once it is off, once somebody else said yes, or once they were spoken to', () => {
    const left = next(goes(), champion, move(t3, 'cancelled', cannot), day(4));
    const off = next(
      left,
      coordinator,
      { kind: 'cancel-meeting', appointment: `${id}.a1`, ...because('Rain') },
      day(5),
    );
    const again = next(left, coordinator, asks({ consents: [] }), day(5));
    const found = next(again, champion, move(again.companions.at(-1)?.id ?? '', 'accepted'), day(5, 10));
    for (const referral of [off, found])
      for (const one of gone(referral)) expect(isStillTrue(referral, one)).toBe(false);
    const spoken = next(left, coordinator, recorded('conversation', t2), day(4, 12));
    expect(owed(spoken, 'tell-person').filter(({ about }) => about === gone(left)[0]?.message.id)).toEqual([]);
  });

  test.each<[string, () => Referral]>([
    ['had not said yes', () => next(withMobile(companionAsked()), champion, move(t3, 'rejected', cannot), day(3))],
    [
      'is not needed: the meeting is off',
      () => next(goes(), coordinator, { kind: 'cancel-meeting', appointment: `${id}.a1`, ...because('Rain') }, day(4)),
    ],
  ])('nothing is said of one who %s', (_, story) => {
    expect(gone(story())).toEqual([]);
  });
});

describe('a companion who could not be told', () => {
  const ring = { kind: 'ring-group', task: t3, why: 'companion-not-told' } as const;

  test('is rung before the meeting, by somebody by name, once; and it ends when somebody has', () => {
    const rings = next(next(goes(), hub, ring, day(7, 10)), hub, ring, day(7, 11));
    const [one, ...more] = owed(rings, 'ring-companion');
    expect(more).toEqual([]);
    expect(one).toMatchObject({ who: 'CWS01', task: t3 });
    expect((one?.due ?? meets) < meets).toBe(true);
    const rung = next(
      rings,
      coordinator,
      { kind: 'group-rung', communication: one?.about ?? '', by: 'Ada' },
      day(7, 12),
    );
    expect(owed(rung, 'ring-companion')).toEqual([]);
  });

  test('is rung when nobody need come, also when all has ended; not about what they said themselves, or what is over', () => {
    const off = next(
      goes(),
      coordinator,
      { kind: 'cancel-meeting', appointment: `${id}.a1`, ...because('Rain') },
      day(7),
    );
    expect(owed(next(off, hub, ring, day(7, 10)), 'ring-companion')).toHaveLength(1);
    const left = next(goes(), champion, move(t3, 'cancelled', cannot), day(4));
    expect(owed(next(left, hub, ring, day(5)), 'ring-companion')).toEqual([]);
    expect(owed(next(goes(), hub, ring, day(8, 12)), 'ring-companion')).toEqual([]);
  });
});
