import { expect, test } from 'vitest';
import { render } from '../../../functions/delivery/render.ts';
import type { Referral } from '../../../functions/domain/referral.ts';
import { readRow } from '../../../functions/views/row.ts';
import { rowsOf } from '../../../functions/views/rows.ts';
import { recorded, reports, settles } from '../domain/acts.ts';
import { coordinator, hub } from '../domain/cast.ts';
import { next, taken } from '../domain/referrals.ts';

/** Issue 5 item 5: a message to a practice that may not be the person’s any more is an item for a person. */
const wanted = (referral: Referral) =>
  rowsOf(referral, { reaches: () => true, standing: new Map() }).filter((row) => row.sk.startsWith('L99901#M#'));
const waiting = () => {
  const elsewhere = next(taken(), coordinator, reports('other-practice', { confirmed: true }));
  return next(elsewhere, coordinator, recorded('conversation'));
};

test('a message that waits for the right practice is sent to nobody, and goes out when the report was wrong', () => {
  expect(wanted(waiting()).map((row) => row.wanted !== undefined)).toEqual([true, false]);
  const [report] = waiting().communications;
  const wrong = next(waiting(), coordinator, settles(report?.id ?? '', 'wrong'));
  expect(wanted(wrong).map((row) => row.wanted !== undefined)).toEqual([true, true]);
  const last = wanted(wrong).at(-1);
  const row = readRow({ pk: `R#${wrong.id}`, sk: last?.sk ?? '', wanted: last?.wanted ?? 0 });
  // In the words of the version that made it.
  const sent = row && render(row, { asOf: waiting(), newest: wrong }, () => undefined, 'outcome');
  expect(sent).toMatchObject({ kind: 'message', communication: { status: 'completed' } });
});

test('one that had been given up before is sent to nobody and listed as nobody’s to send, until the report was wrong', () => {
  const spoken = next(taken(), coordinator, recorded('conversation'));
  const message = spoken.communications.at(-1)?.id ?? '';
  const lost = next(spoken, hub, { kind: 'record-delivery', message, outcome: 'by-hand' });
  expect(wanted(lost).at(-1)?.wanted).toBeDefined();
  const known = next(lost, coordinator, reports('other-practice', { confirmed: true }));
  const sk = wanted(lost).at(-1)?.sk;
  expect(wanted(known).find((row) => row.sk === sk)?.wanted).toBeUndefined();
  const report = known.communications.find((c) => c.topic?.coding?.[0]?.code === 'other-practice');
  const wrong = next(known, coordinator, settles(report?.id ?? '', 'wrong'));
  expect(wanted(wrong).find((row) => row.sk === sk)?.wanted).toBe(wanted(lost).at(-1)?.wanted);
});
