import { expect, test } from 'vitest';
import type { Reader, Referral } from '../../../functions/domain/referral.ts';
import type { Participant } from '../../../functions/usecases/ports.ts';
import { type Row, readRow } from '../../../functions/views/row.ts';
import { unreadEndFor } from '../../../functions/views/seen-by.ts';
import type { WorklistPage, WorklistQuestion } from '../../../functions/views/worklist.ts';
import { readingOf } from '../../../functions/web/practice/acts.ts';
import { seenBy } from '../../../functions/web/practice/found.ts';
import { type Message, messagesFor } from '../../../functions/web/practice/messages.ts';
import { stateWords } from '../../../functions/web/practice/state-words.ts';
import { toReadBy } from '../../../functions/web/practice/to-read.ts';
import { ledgerOf } from '../views/ledger-of.ts';
import { booked, ended, id, type Made, met, next, practice } from '../views/made-referral.ts';

const surgery: Participant = {
  ...{ organisation: 'L99901', name: 'A Surgery', kind: 'practice', tier: 'full', version: 1, active: true },
  identifier: { system: 's', value: 'v' },
};
const participants = {
  organisation: async (code: string) => (code === surgery.organisation ? surgery : undefined),
  client: async () => undefined,
};
const made = ended(met(booked(), 'attended'));
const at = (referral: Referral): string => new Date(Date.parse(referral.at) + 60_000).toISOString();
const read = (of: Made, reader: Reader = practice): Promise<readonly Message[]> =>
  messagesFor({ ledger: ledgerOf(of), participants }, of.referral, reader);
const state = (reader: Reader): string | undefined => {
  const seen = seenBy(made.referral, reader);
  return seen && stateWords(seen.task);
};

test('a member of the practice sees how it ended in plain words, and says that they read it: the loop is closed by a person', async () => {
  expect(state(practice)).toBe(
    'Ended. What was hoped for was reached. Connected to support and went to the first meeting',
  );
  const unread = (await read(made)).filter(({ isUnread }) => isUnread);
  const closing = unread.find(({ lines }) => lines.join().includes('has ended'));
  expect(unread).toHaveLength(3);
  const done = next(made, practice, readingOf(closing?.id ?? '', 'Priya Shah'), at(made.referral));
  const after = (await read(done)).find(({ id }) => id === closing?.id);
  expect(after).toMatchObject({ isUnread: false, readBy: { name: 'Priya Shah' } });
});

test('a connector sees that it has ended and not how, and of no message what was said of the person', async () => {
  const connector: Reader = { ...practice, as: ['connector'] };
  expect(state(connector)).toBe('Ended');
  const lines = (await read(made, connector)).flatMap((message) => message.lines).join(' ');
  expect(lines).toContain('Your referral has ended.');
  expect(lines).not.toMatch(/meeting|came|support/i);
});

test('another practice and a group that was asked find nothing', () => {
  expect(seenBy(made.referral, { organisation: 'L99903' })).toBeUndefined();
  expect(seenBy(made.referral, { organisation: 'walking-group' })).toBeUndefined();
});

test('of what nobody has read yet the oldest stands first, however much is newer, and how many more there are is said', async () => {
  const oldest = '2026-11-02T09:00:00.000Z';
  const rowOf = (referral: string, unread: string | undefined): Row[] =>
    [
      readRow({ pk: `R#${referral}`, sk: 'L99901', heard: '2026-11-20T09:00:00.000Z', ...(unread ? { unread } : {}) }),
    ].filter((row) => row !== undefined);
  const others = Array.from({ length: 130 }, (_, n) => `${id.slice(0, 23)}${String(n).padStart(3, '0')}`);
  const newer = others.flatMap((one, n) => rowOf(one, n % 2 === 0 ? `2026-11-1${n % 10}T09:00:00.000Z` : undefined));
  const pages = [newer.slice(0, 100), [...newer.slice(100), ...rowOf(id, oldest)]];
  const asked: WorklistQuestion[] = [];
  const worklist = async (question: WorklistQuestion): Promise<WorklistPage> => {
    asked.push(question);
    const rows = question.ended ? (pages[Number(question.from ?? '0')] ?? []) : [];
    return { rows, placed: [], ...(question.ended && question.from === undefined ? { next: '1' } : {}) };
  };
  const { toRead, more } = await toReadBy({ ledger: ledgerOf(made), participants, worklist }, practice);
  expect(toRead.map(({ seen }) => seen.referral.id)).toEqual([id]);
  expect(more).toBe(66 - 40);
});

test('a row says since when nobody has read how it ended, until somebody has', () => {
  const rowsFor = (referral: Referral) => unreadEndFor(referral, 'L99901');
  expect(rowsFor(booked().referral)).toBeUndefined();
  expect(rowsFor(made.referral)).toMatch(/^2026-/);
  expect(unreadEndFor(made.referral, 'CWS01')).toBeUndefined();
});
