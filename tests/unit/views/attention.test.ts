import { describe, expect, test } from 'vitest';
import { obligations } from '../../../functions/domain/owed/obligations.ts';
import { silentAt } from '../../../functions/domain/owed/silent.ts';
import type { Referral } from '../../../functions/domain/referral.ts';
import { attentionOf, countsOf, type Place, placeIn, withoutDrafts } from '../../../functions/views/attention.ts';
import { latenessOf } from '../../../functions/views/late-entry.ts';
import { rowsOf, type WantedRow } from '../../../functions/views/rows.ts';
import { draft } from '../domain/acts.ts';
import { day, hub, id, later } from '../domain/cast.ts';
import { next, opened, taken } from '../domain/referrals.ts';

const rows = (referral: Referral): WantedRow[] => rowsOf(referral, { reaches: () => true, standing: new Map() });
const place = (row: WantedRow, happened = {}): Place | undefined => {
  const { attention, waiting } = attentionOf({ ...row, ...happened, referral: id });
  return attention === undefined ? undefined : placeIn({ pk: `R#${id}`, sk: row.sk, waiting });
};
const places = (referral: Referral): Place[] => rows(referral).flatMap((row) => place(row) ?? []);

const chased = (referral: Referral, times = 1): Referral => {
  const [owed] = obligations(referral);
  if (!owed || times === 0) return referral;
  const { what, task, due } = owed;
  return chased(next(referral, hub, { kind: 'chase', obligation: what, task, due }, later(due)), times - 1);
};

describe('the list of what is late', () => {
  test('holds nothing while nothing is late, and costs no attribute', () => {
    for (const referral of [opened(), taken()]) {
      expect(places(referral)).toEqual([]);
      for (const row of rows(referral)) expect(Object.keys(row)).not.toContain('late');
    }
  });

  test('holds a referral under its coordinator from the first reminder, since the deadline that passed', () => {
    const late = chased(opened());
    const [row] = rows(late).filter((r) => r.late);
    expect(row).toMatchObject({ sk: 'CWS01', silentAt: silentAt(late) });
    expect(row?.late).toEqual([
      expect.objectContaining({ what: 'answer-request', who: 'CWS01', role: 'deputy', stuck: false }),
    ]);
    expect(row && attentionOf({ ...row, referral: id }).attention).toBe('A#CWS01');
    expect(places(late)).toEqual([
      {
        pk: `R#${id}`,
        sk: 'CWS01',
        referral: id,
        since: '2026-11-04T17:00:00.000Z',
        marks: new Set(['late']),
        silentAt: silentAt(late),
      },
    ]);
  });

  test('says stuck once everybody was reminded, and silent from its instant on', () => {
    const stuck = chased(opened(), 4);
    const found = places(stuck);
    const silent = silentAt(stuck) ?? '';
    const before = new Date(Date.parse(silent) - 1).toISOString();
    expect(countsOf(found, before)).toEqual({ overdue: 1, stuck: 1, silent: 0, undelivered: 0 });
    expect(countsOf(found, silent)).toEqual({ overdue: 1, stuck: 1, silent: 1, undelivered: 0 });
  });

  test('holds nobody’s name, number or words', () => {
    expect(JSON.stringify(latenessOf(chased(taken(), 3)))).not.toMatch(/Brien|9000000009|01452/);
  });

  test('names what had passed by the newest version where the hub itself was late', () => {
    const overlooked = { ...opened(), at: day(30) };
    expect(latenessOf(overlooked).late?.map(({ what, stuck }) => [what, stuck])).toEqual([['answer-request', false]]);
    expect(countsOf(places(overlooked), day(30))).toMatchObject({ overdue: 1, silent: 1 });
  });

  test('keeps a late draft on its author’s row: it is counted, and the coordinator is not shown that there is one', () => {
    const drafted = chased(opened({ sent: draft }));
    const found = places(drafted);
    expect(found.map(({ sk, marks }) => [sk, [...marks]])).toEqual([['L99901', ['late', 'draft']]]);
    expect(countsOf(found, day(30)).overdue).toBe(1);
    expect(withoutDrafts(found)).toEqual([]);
  });
});

describe('what was given up', () => {
  const [message] = rows(opened()).filter((row) => row.sk === 'CWS01');
  const givenUp = { ended: message?.wanted, outcome: 'by-hand', lastTried: day(3) } as const;

  test('stands there until it arrives, or something newer is to be told', () => {
    if (!message) throw new Error('No row');
    expect([...(place(message, givenUp)?.marks ?? [])]).toEqual(['undelivered']);
    expect(place(message, { ...givenUp, outcome: 'refused' })?.since).toBe(day(3));
    expect(place(message, { ...givenUp, told: message.wanted, outcome: 'sent' })).toBeUndefined();
    expect(place({ ...message, wanted: (message.wanted ?? 0) + 1 }, givenUp)).toBeUndefined();
  });

  test('is not what was withdrawn, or what still waits for a try', () => {
    if (!message) throw new Error('No row');
    expect(place(message, { ...givenUp, outcome: 'withdrawn' })).toBeUndefined();
    expect(place(message, { attempts: 3, next: day(4), outcome: 'later' })).toBeUndefined();
  });
});

test('what is no place of the list is left out', () => {
  for (const waiting of [undefined, '', 'x', `2026#L##${id}#more`, '2026#L##0123456789abcdefghjkmnpqrt'])
    expect(placeIn({ pk: `R#${id}`, sk: 'CWS01', waiting })).toBeUndefined();
});
