import { describe, expect, test } from 'vitest';
import type { DeliveryOutcome } from '../../../contracts/lifecycle/codes.ts';
import { decide } from '../../../functions/domain/decide/decide.ts';
import { hub } from '../../../functions/domain/hub.ts';
import { obligations } from '../../../functions/domain/owed/obligations.ts';
import { silentAt } from '../../../functions/domain/owed/silent.ts';
import { deliveryOf, undelivered } from '../../../functions/domain/said/deliveries.ts';
import { booked, conversation, coordinator, day, ended, id, type Made, met, next } from '../views/made-referral.ts';

const closed = ended(met(booked(), 'attended'));
const first = `${id}.m2`;
const closing = `${id}.m5`;
const record = (made: Made, message: string, outcome: DeliveryOutcome, at = day(11)): Made =>
  next(made, hub, { kind: 'record-delivery', message, outcome }, at);
const outcomeOf = ({ referral }: Made, message: string) => {
  const found = referral.communications.find((c) => c.id === message);
  return found && deliveryOf(referral, found)?.outcome;
};
const owed = ({ referral }: Made) => obligations(referral).map(({ what }) => what);

describe('what came of sending a message', () => {
  test('is kept of a message that says how it ended, beside it: the message itself stays the version that made it', () => {
    const arrived = record(closed, closing, 'infrastructure-ack');
    expect(outcomeOf(arrived, closing)).toBe('infrastructure-ack');
    expect(arrived.changed).toHaveLength(1);
    expect(arrived.events).toEqual([]);
    expect(owed(arrived)).toEqual(owed(closed));
  });

  test('is kept of other messages only when they did not arrive', () => {
    expect(record(closed, first, 'infrastructure-ack').changed).toEqual([]);
    expect(record(closed, first, 'withdrawn').changed).toEqual([]);
    expect(outcomeOf(record(closed, first, 'refused'), first)).toBe('refused');
  });

  test.each<[DeliveryOutcome, DeliveryOutcome, DeliveryOutcome]>([
    ['by-hand', 'infrastructure-ack', 'infrastructure-ack'],
    ['refused', 'by-hand', 'by-hand'],
    ['infrastructure-ack', 'by-hand', 'infrastructure-ack'],
    ['infrastructure-ack', 'infrastructure-ack', 'infrastructure-ack'],
    ['withdrawn', 'by-hand', 'withdrawn'],
  ])('that was %s and then %s is %s: what failed may arrive yet, what arrived stays so', (before, after, stands) => {
    expect(outcomeOf(record(record(closed, closing, before), closing, after, day(12)), closing)).toBe(stands);
  });

  test.each<[DeliveryOutcome, DeliveryOutcome, DeliveryOutcome]>([
    ['infrastructure-ack', 'refused', 'refused'],
    ['business-ack', 'refused', 'refused'],
    ['business-ack', 'infrastructure-ack', 'business-ack'],
    ['business-ack', 'by-hand', 'business-ack'],
  ])('of a document: %s and then %s is %s', (before, after, stands) => {
    const by = (outcome: DeliveryOutcome) =>
      ({ kind: 'record-delivery', message: closing, outcome, way: 'document' }) as const;
    expect(outcomeOf(next(next(closed, hub, by(before), day(11)), hub, by(after), day(12)), closing)).toBe(stands);
  });

  test('is the hub’s to say, of a message to whoever referred', () => {
    const action = { kind: 'record-delivery', message: closing, outcome: 'by-hand' } as const;
    expect(decide(closed.referral, action, coordinator, day(11)).ok).toBe(false);
    expect(record(closed, `${id}.m1`, 'by-hand').changed).toEqual([]);
    expect(record(closed, `${id}.m99`, 'by-hand').changed).toEqual([]);
  });
});

describe('a message that did not arrive', () => {
  const failed = record(booked(), first, 'by-hand', day(5));

  test('is somebody’s: the coordinator tells it in another way within a working day', () => {
    expect(undelivered(failed.referral).map(({ message }) => message.id)).toEqual([first]);
    expect(obligations(failed.referral)).toContainEqual(
      expect.objectContaining({ what: 'tell-otherwise', who: 'CWS01', due: '2026-11-09T17:00:00.000Z' }),
    );
  });

  test('is late since the first time: sent again in vain, no deadline begins anew', () => {
    const again = record(record(failed, first, 'refused', day(6)), first, 'by-hand', day(7));
    expect(undelivered(again.referral)).toEqual(undelivered(failed.referral));
  });

  test('is late since it came back, and silent two working days after that, whatever was done while it stood as sent', () => {
    const by = { kind: 'record-delivery', message: first, way: 'mail' } as const;
    const sent = next(booked(), hub, { ...by, outcome: 'sent' }, day(4));
    const back = next(sent, hub, { ...by, outcome: 'refused' }, day(14));
    expect(undelivered(back.referral)).toMatchObject([{ since: day(14) }]);
    const tell = obligations(back.referral).find(({ what }) => what === 'tell-otherwise');
    expect(tell).toMatchObject({ since: day(14), due: day(15, 17) });
    const talked = next(sent, coordinator, conversation(), day(12));
    const late = next(talked, hub, { ...by, outcome: 'refused' }, day(14));
    expect(silentAt(late.referral)).toBe(day(17, 17));
  });

  test('is nobody’s any more once it has arrived after all', () => {
    // Nothing of a routine message that arrived is kept, unless it had been said that it did not.
    const sentAgain = record(failed, first, 'infrastructure-ack', day(6));
    expect(owed(sentAgain)).not.toContain('tell-otherwise');
  });

  test('is nobody’s any more once a person has read it', () => {
    const read = next(
      failed,
      coordinator,
      {
        kind: 'acknowledge',
        communication: {
          resourceType: 'Communication',
          status: 'completed',
          inResponseTo: [{ reference: `Communication/${first}` }],
          recipient: [{ display: 'Dr Okafor' }],
          medium: [
            { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ParticipationMode', code: 'PHONE' }] },
          ],
        },
      },
      day(6),
    );
    expect(owed(read)).not.toContain('tell-otherwise');
  });
});
