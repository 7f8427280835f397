import { expect, test } from 'vitest';
import { obligations } from '../../../functions/domain/owed/obligations.ts';
import type { Referral } from '../../../functions/domain/referral.ts';
import { reads, reports, settles } from './acts.ts';
import { coordinator, day, group, practice } from './cast.ts';
import { agreed, next, refusalsOf, story, taken } from './referrals.ts';

/** Issue 6 item 9: a carer and whom they care for have a referral each; a link tells the coordinator of the other, and no more. */
const link = { kind: 'link', other: 'HO-7K3M-2P4X', as: 'cared-for' } as const;
const linked = (): Referral => next(taken(), coordinator, link);
const looks = (referral: Referral): string[] =>
  obligations(referral)
    .filter(({ what }) => what === 'look-at-linked')
    .map(({ who, due }) => `${who} ${due.slice(5, 10)}`);

test('a death makes the coordinator look at the linked referral within a working day, once it is confirmed and only if it is linked', () => {
  const died = reports('died', { confirmed: true });
  expect(looks(next(taken(), coordinator, died))).toEqual([]);
  expect(looks(linked())).toEqual([]);
  const reported = next(linked(), practice, reports('died'));
  expect(looks(reported)).toEqual([]);
  const known = next(linked(), coordinator, died, day(1));
  expect(looks(known)).toEqual(['CWS01 11-04']);
  // Found out later that they care for each other.
  expect(looks(story(taken(), [coordinator, died, day(1)], [coordinator, link]))).toEqual(['CWS01 11-04']);
});

test('it is done when a named person has looked; before a death there is nothing to look at', () => {
  const id = linked().communications.at(-1)?.id ?? '';
  const byName = reads(id, { sender: { display: 'Priya Shah' } });
  expect(refusalsOf(linked(), coordinator, byName)).toEqual(['not-found']);
  const known = next(linked(), coordinator, reports('died', { confirmed: true }));
  expect(refusalsOf(known, practice, byName)).toEqual(['not-found']);
  expect(looks(next(known, coordinator, byName))).toEqual([]);
  const report = known.communications.find((c) => c.topic?.coding?.[0]?.code === 'died')?.id ?? '';
  expect(looks(next(known, coordinator, settles(report, 'wrong')))).toEqual([]);
});

test('a look counts for the death that stands: where that one was wrong, the next makes somebody look again', () => {
  const id = linked().communications.at(-1)?.id ?? '';
  const looked = reads(id, { sender: { display: 'Priya Shah' } });
  const died = reports('died', { confirmed: true });
  const first = story(linked(), [coordinator, died, day(1)], [coordinator, looked, day(1)]);
  const report = first.communications.find((c) => c.topic?.coding?.[0]?.code === 'died')?.id ?? '';
  const wrong = next(first, coordinator, settles(report, 'wrong'), day(2));
  expect(looks(wrong)).toEqual([]);
  const again = next(wrong, coordinator, died, day(3));
  expect(looks(again)).toEqual(['CWS01 11-06']);
  expect(looks(next(again, coordinator, looked, day(3)))).toEqual([]);
});

test('only the coordinator links, once, one way round, and not a referral with itself', () => {
  expect(refusalsOf(agreed(), practice, link)).toEqual(['not-yours-to-change']);
  expect(refusalsOf(agreed(), group, link)).toEqual(['not-found']);
  expect(next(linked(), coordinator, link)).toEqual(linked());
  expect(refusalsOf(linked(), coordinator, { ...link, as: 'carer' })).toEqual(['invalid-input']);
  expect(refusalsOf(taken(), coordinator, { ...link, other: taken().reference })).toEqual(['invalid-input']);
});

test('a link moves nothing: each referral goes on and ends for itself', () => {
  const [before, after] = [taken(), linked()];
  expect(obligations(after)).toEqual(obligations(before));
  expect(after.task).toEqual(before.task);
});
