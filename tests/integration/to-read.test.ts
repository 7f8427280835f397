import { expect, test } from 'vitest';
import { referenceOf } from '../../functions/domain/request/reference.ts';
import { booked, ended, id, met } from '../unit/views/made-referral.ts';
import { recipientsOfFile } from './recipients.ts';
import { fieldsIn, formsIn, staffPages, textOf } from './staff-pages.ts';

const { hub } = recipientsOfFile();
const list = '/staff/referrals';

test('how it ended stands at the top until somebody says there that they have read it, and then the loop is closed', async () => {
  const one = hub();
  await one.told(ended(met(booked(), 'attended')));
  const pages = staffPages(one, 'priya');
  const shown = await pages.get(list);
  expect(textOf(shown)).toMatch(/To read How it ended\..*HO-.*I have read this.*Open Ended/);
  const forms = formsIn(shown).filter(({ path }) => path === `${list}/${referenceOf(id)}/read`);
  expect(forms).toHaveLength(1);
  const done = await pages.post(forms[0]?.path ?? '', forms[0] ? fieldsIn(forms[0]) : {});
  expect([done.statusCode, done.headers?.location]).toEqual([303, `https://hub.example${list}`]);
  expect(textOf(await pages.get(list))).not.toContain('To read');
});

test('while it goes on there is nothing to read there', async () => {
  const one = hub();
  await one.told(booked());
  expect(textOf(await staffPages(one, 'priya').get(list))).not.toContain('To read');
});
