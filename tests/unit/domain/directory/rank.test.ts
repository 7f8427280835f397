import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mostOptions } from '../../../../contracts/directory/capacity.ts';
import { isNeed, needs } from '../../../../contracts/directory/needs.ts';
import type { Ask, Known } from '../../../../functions/domain/directory/ask.ts';
import type { Entry } from '../../../../functions/domain/directory/entry.ts';
import { fitOf } from '../../../../functions/domain/directory/fit.ts';
import { isStale } from '../../../../functions/domain/directory/freshness.ts';
import { rank } from '../../../../functions/domain/directory/rank.ts';
import { anyAsk, anyService, churchdown, clean, entry, known, now, walking } from './entries.ts';

const keysOf = (entries: readonly Entry[], ask: Ask, more: Partial<Known> = {}): string[] =>
  rank(entries, ask, known(more)).options.map(({ entry: { key } }) => key);

describe('whatever the directory holds and whoever asks', () => {
  const anyQuestion = fc.tuple(fc.array(anyService, { maxLength: 30 }), anyAsk).map(([services, asked]) => {
    const entries = services.map(({ one }, n) => entry(`s${n}`, clean(one) as Partial<Entry>));
    const of = (one: Entry) => services[Number(one.key.slice(1))];
    const facts = known({
      capacity: (one) => of(one)?.capacity ?? 'unknown',
      isOff: (one) => of(one)?.off ?? false,
      load: (one) => of(one)?.load ?? 0,
    });
    return { entries, ask: clean(asked) as Ask, facts };
  });

  test('nothing is offered that is closed, full, switched off, for another age, need or way, or that was refused', () => {
    fc.assert(
      fc.property(anyQuestion, ({ entries, ask, facts }) => {
        const { options, toCheck } = rank(entries, ask, facts);
        for (const { entry: one } of [...options, ...toCheck]) {
          expect(one.open && facts.capacity(one) !== 'full' && !facts.isOff(one)).toBe(true);
          expect(one.needs.some((need) => ask.needs.includes(need))).toBe(true);
          if (ask.age !== undefined) {
            expect(ask.age).toBeGreaterThanOrEqual(one.ages.from ?? 0);
            expect(ask.age).toBeLessThanOrEqual(one.ages.to ?? 200);
          }
          if (ask.way !== undefined && one.ways.length > 0) expect(one.ways).toContain(ask.way);
        }
      }),
    );
  });

  test('at most five are offered, ranked from one, each with its reason in one line', () => {
    fc.assert(
      fc.property(anyQuestion, ({ entries, ask, facts }) => {
        const { options, toCheck } = rank(entries, ask, facts);
        expect(options.length + toCheck.length).toBeLessThanOrEqual(mostOptions);
        expect(options.map((one) => one.rank)).toEqual(options.map((_, n) => n + 1));
        for (const { why } of [...options, ...toCheck]) expect(why).toMatch(/^[^\n]{10,600}$/);
      }),
    );
  });

  test('what nobody has checked for half a year is never first, nor before anything fresh', () => {
    fc.assert(
      fc.property(anyQuestion, ({ entries, ask, facts }) => {
        const { options, toCheck } = rank(entries, ask, facts);
        const stale = options.map(({ entry: { checked } }) => isStale(checked, now));
        expect(stale[0] ?? false).toBe(false);
        expect(stale).toEqual(stale.toSorted((a, b) => Number(a) - Number(b)));
        expect(toCheck.every(({ entry: { checked } }) => isStale(checked, now))).toBe(true);
      }),
    );
  });

  test('unknown room is never said to be room', () => {
    fc.assert(
      fc.property(anyQuestion, ({ entries, ask, facts }) => {
        for (const { entry: one, why } of rank(entries, ask, facts).options)
          expect(why.includes('has room')).toBe(facts.capacity(one) === 'has-room');
      }),
    );
  });
});

test.each(Object.keys(needs).filter(isNeed))(
  'who asks for %s is offered what is for that, and nothing else',
  (need) => {
    const others = Object.keys(needs)
      .filter(isNeed)
      .map((one) => entry(one, { needs: [one] }));
    expect(keysOf(others, { needs: [need], at: churchdown })).toEqual([need]);
  },
);

test('who is nearer comes first, and within the same few miles whoever has room', () => {
  const near = entry('near', { at: [51.9, -2.17] });
  const room = entry('room', { at: [51.86, -2.17] });
  const far = entry('far', { at: [51.72, -1.97] });
  expect(
    keysOf([far, near, room], walking, { capacity: ({ key }) => (key === 'room' ? 'has-room' : 'unknown') }),
  ).toEqual([...['room', 'near', 'far']]);
});

test('what suits the days and the access that somebody needs comes before what is nearer', () => {
  const suits = entry('suits', { at: [51.72, -2.17], days: ['TU'], access: ['step-free'] });
  const near = entry('near', { days: ['FR'] });
  expect(keysOf([near, suits], { ...walking, days: ['TU'], access: ['step-free'] })).toEqual(['suits', 'near']);
});

test('who has no transport is offered nothing beyond a walk, but what fetches people, or is by telephone', () => {
  const town = entry('town', { at: [51.74, -2.22] });
  const bus = entry('bus', { at: [51.74, -2.22], access: ['fetches-people'] });
  const phone = entry('phone', { at: [51.74, -2.22], ways: ['telephone'] });
  const ask = { ...walking, transport: 'none' } as const;
  expect(keysOf([town, bus, phone], ask).sort()).toEqual(['bus', 'phone']);
  expect(fitOf(town, ask, known())).toBe('too-far');
  expect(keysOf([town], { ...walking, transport: 'car' })).toEqual(['town']);
});

test('only where nothing fresh fits is something stale named, as what to check first', () => {
  const stale = entry('stale', { checked: '2025-01-01' });
  const { options, toCheck } = rank([stale], walking, known());
  expect(options).toEqual([]);
  expect(toCheck.map(({ why }) => why)).toEqual([
    'for walking; about 1 mile away; room not known, ask first; not checked for more than 180 days (2025-01-01)',
  ]);
});

test('whoever needs something is told where it is not known, and the reason reads aloud', () => {
  const one = entry('one', { days: ['TU', 'TH'], access: ['step-free'] });
  const ask: Ask = { ...walking, days: ['TH'], access: ['step-free', 'toilet'] };
  expect(rank([one], ask, known({ capacity: () => 'has-room' })).options[0]?.why).toBe(
    'for walking; about 1 mile away; on Tuesday, Thursday; step-free; ask first about accessible toilet; has room; checked 2026-11-01',
  );
});

describe('over half a year, equal groups', () => {
  const gini = (counts: readonly number[]): number => {
    const sum = counts.reduce((a, b) => a + b, 0);
    const apart = counts.flatMap((a) => counts.map((b) => Math.abs(a - b))).reduce((a, b) => a + b, 0);
    return apart / (2 * counts.length * sum);
  };
  const groups = Array.from({ length: 12 }, (_, n) => entry(`group-${n}`));
  const halfYear = (load: boolean): number[] => {
    const sent = groups.map(() => 0);
    for (let at = 0; at < 26 * 5 * 2; at += 1) {
      const more = load ? { load: ({ key }: Entry) => sent[Number(key.split('-')[1])] ?? 0 } : {};
      const [first] = keysOf(groups, walking, { turn: `asking ${at}`, ...more });
      const n = Number(first?.split('-')[1]);
      sent[n] = (sent[n] ?? 0) + 1;
    }
    return sent;
  };

  test('share what is sent to the first of them: a Gini coefficient of 0.35 at most, by turns alone', () => {
    expect(gini(halfYear(false))).toBeLessThanOrEqual(0.35);
  });

  test('share it almost evenly where somebody counts what each was sent', () => {
    expect(gini(halfYear(true))).toBeLessThanOrEqual(0.02);
  });
});

test('the load of a group is said to whom the people are, and to nobody else; of who is not on the hub there is none', () => {
  const entries = [entry('d.a', { partner: 'walking-group' }), entry('d.b')];
  const why = (more: Partial<Known>) =>
    Object.fromEntries(rank(entries, walking, known(more)).options.map((one) => [one.entry.key, one.why]));
  const said = why({ load: () => 3, saysLoad: true });
  expect(said['d.a']).toContain('3 sent there in half a year');
  expect(said['d.b']).not.toContain('half a year');
  expect(why({ load: () => 199, saysLoad: true })['d.a']).toContain('; 199 sent there in half a year');
  expect(why({ load: () => 200, saysLoad: true })['d.a']).toContain('; 200 or more sent there in half a year');
  expect(why({ load: () => 0, saysLoad: true })['d.a']).toContain('nobody sent there in half a year');
  expect(JSON.stringify(why({ load: () => 3 }))).not.toContain('half a year');
});
