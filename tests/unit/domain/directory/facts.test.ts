import { describe, expect, test } from 'vitest';
import { accessFacts } from '../../../../contracts/directory/access.ts';
import { needs } from '../../../../contracts/directory/needs.ts';
import { capacityNow, newestOf } from '../../../../functions/domain/directory/capacity.ts';
import { isStale } from '../../../../functions/domain/directory/freshness.ts';
import { codesIn } from '../../../../functions/domain/directory/known-words.ts';
import { successorOf } from '../../../../functions/domain/directory/successor.ts';
import { type Disputable, type Saying, whatHolds } from '../../../../functions/domain/directory/who-wins.ts';
import { entry, now } from './entries.ts';

test('an entry is stale from the 181st day after it was checked, and where nobody ever did', () => {
  expect([isStale('2026-05-26', now), isStale('2026-05-25', now)]).toEqual([false, true]);
  expect([isStale(undefined, now), isStale('2031-01-01', now), isStale('nonsense', now)]).toEqual([true, true, true]);
});

describe('what a group said of its room', () => {
  const full = { of: 's', state: 'full', saidAt: '2026-10-24T10:00:00.000Z' } as const;

  test('holds for thirty days, and then nobody knows', () => {
    expect(capacityNow(full, '2026-11-23T10:00:00.000Z')).toBe('full');
    expect(capacityNow(full, '2026-11-23T10:00:00.001Z')).toBe('unknown');
    expect(capacityNow(undefined, now)).toBe('unknown');
  });

  test('ends when it said that it would', () => {
    const until = { ...full, saidAt: now, until: '2026-11-25T00:00:00.000Z' };
    expect(capacityNow(until, '2026-11-24T23:59:59.999Z')).toBe('full');
    expect(capacityNow(until, '2026-11-25T00:00:00.000Z')).toBe('unknown');
  });

  test('gives way to what it said later; of two at once the one without room holds', () => {
    const room = { ...full, state: 'has-room' } as const;
    expect(newestOf([full, { ...room, saidAt: now }])?.state).toBe('has-room');
    expect([newestOf([full, room])?.state, newestOf([room, full])?.state]).toEqual(['full', 'full']);
    expect(newestOf([])).toBeUndefined();
  });
});

describe('who wins where two say something else of one entry', () => {
  const say = (by: Saying['by'], at: string, says: Saying['says']): Saying => ({ by, who: by, at, says });
  const holds = (sayings: readonly Saying[], field: Disputable) => whatHolds(sayings).get(field)?.says[field];

  test('a word of hand wins over the feed, also over one that is read again later', () => {
    const corrected = say('council', '2026-01-01', { name: 'Right' });
    expect(holds([corrected, say('feed', '2026-02-01', { name: 'Wrong' })], 'name')).toBe('Right');
    expect(holds([say('feed', '2025-01-01', { name: 'Wrong' }), corrected], 'name')).toBe('Right');
  });

  test('the group knows when and how it meets; the council what is listed, for which needs, and what it is called', () => {
    const group = say('group', '2026-01-01', { days: 'TU', phone: '1', name: 'Ours', needs: 'walking' });
    const council = say('council', '2026-02-01', { days: 'FR', phone: '2', name: 'Theirs', needs: 'arts' });
    for (const both of [
      [group, council],
      [council, group],
    ])
      expect((['days', 'phone', 'name', 'needs'] as const).map((field) => holds(both, field))).toEqual([
        ...['TU', '1', 'Theirs', 'arts'],
      ]);
  });

  test('of the same sayer the last word holds', () => {
    const first = say('group', '2026-01-01', { days: 'TU' });
    expect(holds([say('group', '2026-03-01', { days: 'TH' }), first], 'days')).toBe('TH');
  });

  test('whoever says that it is closed is believed, until the same one says otherwise', () => {
    const open = say('council', '2026-02-01', { status: 'active' });
    const closed = say('group', '2026-01-01', { status: 'temporarily closed' });
    expect(holds([closed, open], 'status')).toBe('temporarily closed');
    expect(holds([closed, open, say('group', '2026-03-01', { status: 'active' })], 'status')).toBe('active');
    expect(holds([say('feed', '2026-01-01', { status: 'active' })], 'status')).toBe('active');
  });
});

describe('the need taxonomy', () => {
  const needsIn = codesIn(needs);
  /** users.md S45, S52, S58, S66: every activity and kind of support that the source material names. */
  test.each([
    ...[
      ['Tuesday walking group', 'walking'],
      ["Men's Sheds", 'mens-shed'],
      ['Men’s Shed', 'mens-shed'],
      ['bridge clubs', 'bridge-club'],
    ],
    ...[
      ['Community garden', 'gardening'],
      ['Yoga', 'yoga'],
      ['Pilates', 'pilates'],
      ['Cooking classes', 'cookery'],
      ['Arts', 'arts'],
    ],
    ...[
      ['Prehabilitation', 'prehabilitation'],
      ['inter-generational lunch', 'intergenerational'],
      ['social sofa', 'cafe'],
      ['Café', 'cafe'],
    ],
    ...[
      ['Debt advice', 'debt'],
      ['Housing advice', 'housing'],
      ['Welfare advice', 'benefits'],
      ['Carers Gloucestershire', 'carers'],
    ],
    ...[
      ['Self-Management Education', 'self-management'],
      ['Reconnect: long-term condition support', 'self-management'],
    ],
    ...[
      ['Recovery College', 'peer-support'],
      ['gardening groups', 'gardening'],
      ['financial advice', 'debt'],
      ['Dementia café', 'dementia'],
    ],
  ])('knows "%s" as %s', (name, need) => {
    expect(needsIn(name)).toContain(need);
  });

  test('finds whole words only', () => {
    expect(needsIn('Smart partners of the hearth')).toEqual([]);
    expect(codesIn(accessFacts)('A ramp, and a hearing loop.')).toEqual(['step-free', 'hearing-loop']);
  });
});

test('what has taken the place of a closed service is found through all that followed, and never round in a circle', () => {
  const closed = (key: string, successor?: string) => ({
    ...entry(key),
    open: false,
    ...(successor ? { successor } : {}),
  });
  const all = [closed('d.a', 'd.b'), closed('d.b', 'd.c'), entry('d.c'), closed('d.x', 'd.y'), closed('d.y', 'd.x')];
  const from = (key: string) => successorOf(all, all.find((one) => one.key === key) ?? entry(key))?.key;
  expect(['d.a', 'd.b', 'd.c', 'd.x'].map(from)).toEqual(['d.c', 'd.c', undefined, undefined]);
  expect(successorOf(all, closed('d.n', 'd.nowhere'))).toBeUndefined();
});
