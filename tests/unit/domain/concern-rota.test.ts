import { describe, expect, test } from 'vitest';
import { gloucestershireSafeguarding as rule } from '../../../contracts/areas/gloucestershire-safeguarding.ts';
import type { OpenConcern } from '../../../functions/domain/concern/concern.ts';
import { mayRead } from '../../../functions/domain/concern/duty-owner.ts';
import { nextStep } from '../../../functions/domain/concern/next-step.ts';
import { nextReading } from '../../../functions/domain/concern/rota.ts';
import { beforeSending, routeSays } from '../../../functions/domain/concern/says.ts';

/** A Wednesday in winter: London is UTC. */
const noon = '2026-11-25T12:00:00.000Z';

describe('who reads, and from when', () => {
  test.each([
    ['at noon of a working day: now', noon, noon],
    ['at the very beginning of the hours: now', '2026-11-25T08:00:00.000Z', '2026-11-25T08:00:00.000Z'],
    ['at the very end of them: the next morning', '2026-11-25T18:00:00.000Z', '2026-11-26T08:00:00.000Z'],
    ['on Friday evening: Monday', '2026-11-27T18:30:00.000Z', '2026-11-30T08:00:00.000Z'],
    [
      'on Christmas Eve: after Christmas, Boxing Day and the Sunday',
      '2026-12-24T19:00:00.000Z',
      '2026-12-29T08:00:00.000Z',
    ],
    ['in summer by the clock in England', '2026-07-01T06:30:00.000Z', '2026-07-01T07:00:00.000Z'],
    ['over the night in which summer time ends', '2026-10-24T20:00:00.000Z', '2026-10-26T08:00:00.000Z'],
  ])('%s', (_name, now, from) => {
    expect(nextReading(rule, 'adults', now).from).toBe(from);
  });

  test('children have hours of their own: a Sunday morning is read for them, and not for adults', () => {
    const sunday = '2026-11-29T10:00:00.000Z';
    expect(nextReading(rule, 'children', sunday)).toMatchObject({
      from: sunday,
      readers: ['childrens-desk', expect.any(String)],
    });
    expect(nextReading(rule, 'adults', sunday).from).toBe('2026-11-30T08:00:00.000Z');
  });

  test('nobody of the organisation that it is about is among them', () => {
    expect(nextReading(rule, 'adults', noon, 'safeguarding-desk').readers).toEqual(['designated-lead']);
    expect(nextReading(rule, 'adults', noon, 'safeguarding-lead').readers).toEqual(['adults-desk']);
  });

  test('however its code was typed, by whoever raised it', () => {
    for (const about of ['SAFEGUARDING-DESK', 'Safeguarding-Desk']) {
      expect(nextReading(rule, 'adults', noon, about).readers).toEqual(['designated-lead']);
      expect(mayRead(rule, 'safeguarding-desk', { route: 'adults', organisation: about })).toBe(false);
      expect(mayRead(rule, 'safeguarding-lead', { route: 'adults', organisation: about })).toBe(true);
    }
    expect(mayRead(rule, 'safeguarding-desk', { route: 'adults' })).toBe(true);
  });
});

const open: OpenConcern = {
  ...{ id: 'sg-000000000000', version: 1, at: noon, level: 'unsafe', route: 'adults', kind: 'raised' },
  ...{ told: [], due: noon },
};
const told = (...readers: readonly string[]) => readers.map((reader) => ({ reader, at: noon }));

describe('until somebody acknowledges', () => {
  test('the first on the rota is told at once, the next after minutes for unsafe and hours for worried', () => {
    const first = { kind: 'tell', readers: ['adults-desk', 'designated-lead'], stranded: false };
    expect(nextStep(rule, open, noon)).toEqual({ ...first, next: '2026-11-25T12:30:00.000Z' });
    expect(nextStep(rule, { ...open, level: 'worried' }, noon)).toEqual({ ...first, next: '2026-11-25T16:00:00.000Z' });
    expect(nextStep(rule, { ...open, told: told('adults-desk') }, noon)).toMatchObject({
      readers: ['designated-lead'],
    });
  });

  test('nobody is told before it is due, nor after somebody acknowledged', () => {
    expect(nextStep(rule, { ...open, due: '2026-11-25T12:00:00.001Z' }, noon)).toEqual({ kind: 'none' });
    const acknowledged = { at: noon, name: 'Ada Duty', organisation: 'safeguarding-desk' };
    expect(nextStep(rule, { ...open, acknowledged }, noon)).toEqual({ kind: 'none' });
  });

  test('once all were told, all are told again, and it counts as stranded', () => {
    const step = nextStep(rule, { ...open, told: told('adults-desk', 'designated-lead') }, noon);
    expect(step).toMatchObject({ kind: 'tell', readers: ['adults-desk', 'designated-lead'], stranded: true });
  });

  test('when the hours end it waits for the next ones: stranded if somebody was told, else not', () => {
    const evening = '2026-11-25T18:10:00.000Z';
    const wait = { kind: 'wait', until: '2026-11-26T08:00:00.000Z' };
    expect(nextStep(rule, { ...open, due: evening }, evening)).toEqual({ ...wait, stranded: false });
    expect(nextStep(rule, { ...open, told: told('adults-desk') }, evening)).toEqual({ ...wait, stranded: true });
  });
});

describe('what is said before and after', () => {
  test('outside the hours when somebody reads it, and which number to ring until then', () => {
    const { readNow, says, ring, acknowledgedWithin } = routeSays(rule, 'adults', '2026-11-27T22:00:00.000Z');
    expect(readNow).toBe(false);
    expect(ring.map(({ telephone }) => telephone)).toEqual(['01632 960202', '01632 960201']);
    expect(acknowledgedWithin.unsafe).toBe('30 minutes, from Monday 30 November 2026 at 08:00');
    expect(says).toContain('Nobody reads this before Monday 30 November 2026 at 08:00');
    expect(says).toContain('ring 01632 960202');
  });

  test('999 and 111 at every hour, and both routes with their own numbers', () => {
    for (const now of [noon, '2026-11-28T03:00:00.000Z']) {
      const said = beforeSending(rule, now);
      expect(said.always.map(({ telephone }) => telephone)).toEqual(['999', '111']);
      expect(said.inDanger).toMatch(/999.*111/);
      expect(JSON.stringify(said)).toMatch(/"adults":.*01632 960202.*"children":.*01632 960302/);
    }
  });
});
