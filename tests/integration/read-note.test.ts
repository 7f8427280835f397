import { expect, test } from 'vitest';
import { kindOf } from '../../functions/domain/coding.ts';
import { obligations } from '../../functions/domain/owed/obligations.ts';
import { referenceOf } from '../../functions/domain/request/reference.ts';
import { because, move } from '../unit/domain/acts.ts';
import { day, id, type Made, next, practice } from '../unit/views/made-referral.ts';
import { accepted } from './acts-offered.ts';
import { recipientsOfFile } from './recipients.ts';
import { fieldsIn, formsIn, type StaffPages, staffPages, textOf } from './staff-pages.ts';
import { written } from './stories.ts';

const { hub } = recipientsOfFile();
const reference = referenceOf(id);
const page = `/staff/people/${reference}`;
const says = 'Read what whoever referred has written';
const title = 'Say that you have read what they wrote';

/** The practice's own page. */
const sends = async (pages: StaffPages, text: string) => {
  const path = `/staff/referrals/${reference}/write`;
  const form = formsIn(await pages.get(`/staff/referrals/${reference}`)).find((one) => one.path === path);
  if (!form) throw new Error('The practice has no way to write');
  return pages.post(path, { ...fieldsIn(form), text, kind: 'note' });
};
const writes = async (pages: StaffPages, text: string): Promise<void> =>
  expect((await sends(pages, text)).statusCode).toBe(303);

/** The form behind the button of a page. */
const formFrom = async (pages: StaffPages, where: string) => {
  const about = new RegExp(`href="[^"]*${page}/read-note\\?about=([\\w.]+)"`).exec((await pages.get(where)).body)?.[1];
  const shown = await pages.get(`${page}/read-note?about=${about}`);
  const form = formsIn(shown).find(({ path }) => path === `${page}/read-note`);
  if (!form) throw new Error(textOf(shown));
  return { shown, form };
};

test('a note that a practice writes stands on the list of today until somebody has read it, and what came since stays there', async () => {
  const one = hub();
  await one.told(accepted());
  const [surgery, pages] = [staffPages(one, 'priya'), staffPages(one)];
  await writes(surgery, 'She has moved in with her son.');
  await writes(surgery, 'His bell does not ring.');
  // Whatever else is late: before they are rung.
  expect(textOf(await pages.get('/staff/today'))).toContain('Read first what whoever referred has written');
  expect(textOf(await pages.get(page))).toContain(says);
  const { shown, form } = await formFrom(pages, page);
  for (const words of ['moved in with her son', 'bell does not ring']) expect(textOf(shown)).toContain(words);
  await writes(surgery, 'She has a dog now.');
  expect(textOf(await surgery.get(`/staff/referrals/${reference}`))).not.toContain('Read by');
  expect((await pages.post(form.path, fieldsIn(form))).statusCode).toBe(303);
  expect(textOf(await surgery.get(`/staff/referrals/${reference}`)).match(/Read by/g)).toHaveLength(2);

  const { referral } = (await one.ledger.load(id)) ?? {};
  const notes = referral?.communications.filter((c) => kindOf(c) === 'note') ?? [];
  expect(notes.map(({ received }) => received !== undefined)).toEqual([true, true, false]);
  expect(
    referral && obligations(referral).filter(({ what, about }) => what === 'read-note' && about === notes[2]?.id),
  ).toHaveLength(1);
  const left = await pages.get(page);
  expect(textOf(left)).toContain(says);
  const last = await formFrom(pages, page);
  expect(textOf(last.shown)).not.toContain('moved in with her son');
  expect((await pages.post(last.form.path, fieldsIn(last.form))).statusCode).toBe(303);
  expect(textOf(await pages.get(page))).not.toContain(title);
  expect(textOf(await pages.get('/staff/today'))).not.toContain('Read first');
});

const noted = (): Made => next(accepted(), practice, written.notes(`${id}.t1`), day(8));
const over = (to: 'cancelled' | 'entered-in-error', from = accepted()): Made =>
  next(from, practice, move(`${id}.t1`, to, because('She has moved away')), day(9));

test.each<[string, () => Made, boolean]>([
  ['is written when all is over', () => over('cancelled'), true],
  ['was written before the practice recalled it', () => over('entered-in-error', noted()), false],
])('one that %s stands there as well', async (_, made, isWritten) => {
  const one = hub();
  await one.told(made());
  if (isWritten) await writes(staffPages(one, 'priya'), 'She would like to come after all.');
  const pages = staffPages(one);
  for (const where of ['/staff/today', '/staff/list', page]) expect(textOf(await pages.get(where))).toContain(says);
  const { form } = await formFrom(pages, '/staff/today');
  expect((await pages.post(form.path, fieldsIn(form))).statusCode).toBe(303);
  for (const where of ['/staff/today', '/staff/list', page]) expect(textOf(await pages.get(where))).not.toContain(says);
});

test('of what was recalled nobody takes a note, and the practice is told so, with what it typed', async () => {
  const one = hub();
  await one.told(over('entered-in-error'));
  const refused = await sends(staffPages(one, 'priya'), 'She would like to come after all.');
  expect(refused.statusCode).toBe(422);
  expect(textOf(refused)).toMatch(/This was not sent:.*She would like to come after all\./);
});
