import { expect, test } from 'vitest';
import { ons4 } from '../../contracts/measures/ons4.ts';
import { measuresIn } from '../../functions/domain/measures/measures.ts';
import { referenceOf } from '../../functions/domain/request/reference.ts';
import { measure } from '../unit/domain/measured.ts';
import { booked, coordinator, day, ended, id, type Made, met, next } from '../unit/views/made-referral.ts';
import { recipientsOfFile } from './recipients.ts';
import { fieldsIn, formsIn, staffPages, textOf } from './staff-pages.ts';

const { hub } = recipientsOfFile();
const person = `/staff/people/${referenceOf(id)}`;
const subject = { reference: `Patient/${id}.p1` };
const answered = (): Made => next(booked(), coordinator, measure(ons4, { happy: 3 }, { subject }), day(4));

test('who is to be asked again has the form for it on the card of today, also when the rest has ended', async () => {
  const one = hub();
  await one.told(ended(met(answered(), 'attended')));
  const today = await staffPages(one).get('/staff/today');
  expect(textOf(today)).toContain('Ask again how the person is');
  expect(today.body).toContain(`${person}/measure?about=t1`);
});

test('a link worker without software writes it down, and reads it in what has happened', async () => {
  const one = hub();
  await one.told(booked());
  const pages = staffPages(one);
  const form = formsIn(await pages.get(`${person}/measure?about=t1`)).find(({ path }) => path === `${person}/measure`);
  if (!form) throw new Error('no form');
  const filled = { ...fieldsIn(form), explained: 'no', mode: 'paper', 'ons4-happy': '12' };
  const wrong = await pages.post(form.path, filled);
  expect(wrong.statusCode).toBe(422);
  expect(textOf(wrong)).toContain('Enter a whole number from 0 to 10');
  expect((await pages.post(form.path, { ...filled, 'ons4-happy': '2' })).statusCode).toBe(303);
  const referral = (await one.ledger.load(id))?.referral;
  expect(referral && measuresIn(referral)).toMatchObject([{ occasion: 'entry', mode: 'paper', explained: false }]);
  for (const path of [person, `/staff/timeline/${referenceOf(id)}`])
    expect(textOf(await pages.get(path))).toMatch(
      /Ada Martin.*Wrote down how they are, in numbers \. Personal wellbeing.*At the beginning\. Happiness yesterday: 2\. It could not be explained/,
    );
});
