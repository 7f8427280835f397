import { expect, test } from 'vitest';
import { kindOf } from '../../functions/domain/coding.ts';
import type { Entry } from '../../functions/domain/directory/entry.ts';
import { declinedOptions } from '../../functions/domain/options/declined.ts';
import { referenceOf } from '../../functions/domain/request/reference.ts';
import { showToWhoReferred } from '../../mappings/to-referrer.ts';
import {
  conversation,
  coordinator,
  day,
  group,
  id,
  type Made,
  move,
  next,
  onwardTo,
  opened,
} from '../unit/views/made-referral.ts';
import { recipientsOfFile } from './recipients.ts';
import { directoryOf, fieldsIn, formsIn, staffPages, textOf } from './staff-pages.ts';
import { written } from './stories.ts';

const { hub } = recipientsOfFile();
const told = async () => {
  const one = hub();
  await one.told(spoken());
  return one;
};
const page = `/staff/people/${referenceOf(id)}`;

const entry = (name: string, more: Partial<Entry> = {}): Entry => ({
  ...{ key: name.toLowerCase().replaceAll(' ', '-'), feed: 'demo', service: name, name, places: [], terms: [] },
  ...{ open: true, needs: ['cafe'], ages: {}, changed: day(0), access: [], days: [], ways: [], national: false },
  ...{ checked: '2026-11-01', ...more },
});
const entries = [
  entry('Walk and talk', { needs: ['walking'], partner: 'walking-group', at: [51.88, -2.17] }),
  entry('Coffee morning', { at: [51.87, -2.18] }),
  entry('Far away café', { at: [54, -2] }),
  entry('Young people only', { ages: { to: 25 } }),
  ...['A', 'B', 'C', 'D'].map((n) => entry(`Company ${n}`, { at: [51.9, -2.1] })),
];

const spoken = (): Made =>
  next(next(opened(), coordinator, move('accepted'), day(1)), coordinator, conversation(), day(2));

const read = async (made: Made, address: string) => {
  const one = hub();
  await one.told(made);
  return textOf(await staffPages(one, 'ada', { directory: directoryOf(entries) }).get(`${page}/${address}`));
};

test('what fits the reason is offered, at most five, each with why; what does not fit the person is counted', async () => {
  const text = await read(spoken(), 'groups');
  expect(text.match(/Ask them : /g)).toHaveLength(5);
  expect(text).toMatch(/Coffee morning .*?about 1 mile away; room not known, ask first; checked 1 November 2026/);
  expect(text).toContain('1 for younger people');
  expect(text).toContain('1 too far away');
  expect(text).not.toContain('Far away café');
});

test('who was asked already is not offered again', async () => {
  expect(await read(spoken(), 'groups?need=walking')).toContain('Walk and talk');
  const asked = next(spoken(), coordinator, onwardTo('walking-group'), day(3));
  const text = await read(next(asked, group, move('accepted', 't2'), day(4)), 'groups?need=walking');
  expect(text).not.toMatch(/Ask them : Walk and talk/);
  expect(text).toContain('1 that was asked already');
});

test('how many were sent to a group in half a year is said in its line, to whoever chooses', async () => {
  const load = async () => new Map([['walking-group', 7]]);
  const one = hub();
  await one.told(spoken());
  const pages = staffPages(one, 'ada', { directory: directoryOf(entries), load });
  const text = textOf(await pages.get(`${page}/groups?need=walking`));
  expect(text).toMatch(/Walk and talk .*?room not known, ask first; 7 sent there in half a year; checked/);
});

test('what the person does not want is written down by a link beside it, is not offered again, and no group hears of it', async () => {
  const one = hub();
  await one.told(spoken());
  const pages = staffPages(one, 'ada', { directory: directoryOf(entries) });
  const link = /href="([^"]*decline-option[^"]*Coffee[^"]*)"/.exec((await pages.get(`${page}/groups`)).body)?.[1] ?? '';
  const shown = await pages.get(link.replaceAll('&amp;', '&'));
  const form = formsIn(shown).find(({ path }) => path === `${page}/decline-option`);
  if (!form) throw new Error(textOf(shown));
  expect(fieldsIn(form)).toMatchObject({ option: 'Coffee morning' });
  expect((await pages.post(form.path, { ...fieldsIn(form), option: '' })).statusCode).toBe(422);
  const done = await pages.post(form.path, { ...fieldsIn(form), why: 'Too many people' });
  expect(done.statusCode, textOf(done)).toBe(303);
  const { referral } = (await one.ledger.load(id)) ?? {};
  expect(referral && declinedOptions(referral)).toEqual(['Coffee morning']);
  expect(referral?.onward).toEqual([]);
  const text = textOf(await pages.get(`${page}/groups`));
  expect(text).not.toMatch(/Ask them : Coffee morning/);
  expect(text).toContain('They did not want: Coffee morning.');
  expect(textOf(await pages.get(page))).toMatch(/The person did not want this one .*Coffee morning/);
  const record = referral?.communications.find((c) => kindOf(c) === 'option-declined');
  expect(referral && record && showToWhoReferred(record, referral)).toBeUndefined();
});

test('any is found by part of its name, or by its code where the directory does not have it', async () => {
  expect(await read(spoken(), 'groups?name=coffee')).toContain('Coffee morning Not on Handover');
  expect(await read(spoken(), 'groups?name=walking-group')).toContain('Tuesday Walking Group');
  expect(await read(spoken(), 'groups?name=nothing-like-it')).toContain('Nothing that is known fits');
});

test('what another tool ranked is shown first, in its order and by its name, with why some of it is not offered; nobody was asked', async () => {
  const options = ['company-a', 'gone', 'walk-and-talk', 'young-people-only'].map((service) => ({ service }));
  const ranked = { kind: 'keep-ranked', by: 'Activity <Finder>', at: day(2), options } as const;
  const text = await read(next(spoken(), coordinator, ranked, day(3)), 'groups');
  expect(text).toMatch(/Ranked by Activity <Finder>, .*?Nobody has been asked/);
  expect(text).toMatch(
    /Company A .*?Ask them : Company A They do not want this one : Company A Walk and talk .*?Ask them : Walk and talk/,
  );
  expect(text).toMatch(/Not offered: gone: not in the directory Young people only: for younger people/);
});

test('who was chosen stands on the form, which asks no more than that group is shown', async () => {
  const one = hub();
  await one.told(spoken());
  const pages = staffPages(one, 'ada', { directory: directoryOf(entries) });
  const form = `${page}/ask?about=t1&partner=walking-group&activity=Walk+and+talk`;
  const shown = await pages.get(form);
  expect(textOf(shown)).toContain('Who is asked: Tuesday Walking Group');
  expect(shown.body).not.toMatch(/name="(?:partner|code|reason|goal)"/);
  const [sent] = formsIn(shown).filter(({ path }) => path.endsWith('/ask'));
  if (!sent) throw new Error('No form');
  const { code: _, activity: __, ...filled } = written.askWalking;
  const address =
    /action="https:\/\/hub\.example([^"]*ask[^"]*)"/.exec(shown.body)?.[1]?.replaceAll('&amp;', '&') ?? '';
  const looked = await pages.post(address, { ...fieldsIn(sent), ...filled, given: day(9).slice(0, 10) });
  expect(textOf(looked)).toContain('What Tuesday Walking Group will see of them');
  const [again] = formsIn(looked).filter(({ path }) => path.endsWith('/ask'));
  const done = await pages.post(address, again ? fieldsIn(again) : {});
  expect(done.statusCode, textOf(done)).toBe(303);
  const [onward] = (await one.ledger.load(id))?.referral.onward ?? [];
  expect([onward?.task.status, onward?.task.owner?.reference]).toEqual(['requested', 'Organization/walking-group']);
});

test('for a service that is not on Handover nothing is sent, and nothing is asked but what for', async () => {
  const one = hub();
  await one.told(spoken());
  const shown = await staffPages(one).get(`${page}/ask?about=t1&partner=CWS01&activity=Coffee`);
  expect(shown.body).not.toMatch(/name="(?:basis|judgement|partner|code)"/);
  expect(textOf(shown)).toContain('nothing is sent');
});

test('a second choice is a draft that is asked once the first has said no', async () => {
  const one = hub();
  await one.told(next(spoken(), coordinator, onwardTo('walking-group'), day(3)));
  const pages = staffPages(one);
  const address = `${page}/ask?about=t1&partner=CWS01&activity=Coffee`;
  const [form] = formsIn(await pages.get(address)).filter(({ path }) => path.endsWith('/ask'));
  if (!form) throw new Error('No form');
  expect(form.body).toContain('Only if Tuesday Walking Group says no');
  expect((await pages.post(address, { ...fieldsIn(form), when: 't2' })).statusCode).toBe(303);
  const second = (await one.ledger.load(id))?.referral.onward[1];
  expect(second?.task.status).toBe('draft');
  expect(JSON.stringify(second?.task.extension)).toContain(`Task/${id}.t2`);
});

test('where no date of birth says that somebody is 18, the tick is asked for at the tick', async () => {
  const one = hub();
  const { birthDate: _, ...patient } = opened().referral.patient;
  const made = next(opened({ patient }), coordinator, move('accepted'), day(1));
  await one.told(made);
  const pages = staffPages(one);
  const address = `${page}/ask?about=t1&partner=walking-group&activity=Walking`;
  const [form] = formsIn(await pages.get(address)).filter(({ path }) => path.endsWith('/ask'));
  if (!form) throw new Error('No form');
  const { code: __, activity: ___, ...filled } = written.askWalking;
  const sent = { ...fieldsIn(form), ...filled, given: day(9).slice(0, 10), checked: 'yes' };
  const answer = await pages.post(address, sent);
  expect(answer.statusCode).toBe(422);
  expect(textOf(answer)).toContain('Tick that the person is 18 or older');
  expect(answer.body).toContain('href="#adult"');
  expect((await pages.post(address, { ...sent, adult: 'yes' })).statusCode).toBe(303);
});

test('the page of a person has at its top what they want to be called, and their reference under it', async () => {
  const { body } = await staffPages(await told()).get(page);
  expect(body).toMatch(new RegExp(`<h1>Seán</h1>\\s*<p>${referenceOf(id)}</p>`));
  expect(body).toContain(`<title>${referenceOf(id)} `);
});

test('the whole list shows what is due first for the team, and whose own is one tap away', async () => {
  const list = await staffPages(await told()).get('/staff/list');
  expect(list.body).toMatch(/show=all" aria-current="page"/);
  expect(textOf(list)).toContain('One person');
});

test('what would be refused is said before anything is looked at, all of it at once and in words of a page; what is looked at can be done', async () => {
  const one = hub();
  await one.told(spoken());
  const pages = staffPages(one, 'ada', { directory: directoryOf(entries) });
  const form = `${page}/ask?about=t1&partner=walking-group&activity=Walk+and+talk`;
  const [sent] = formsIn(await pages.get(form)).filter(({ path }) => path.endsWith('/ask'));
  if (!sent) throw new Error('No form');
  const address = `${page}/ask?partner=walking-group&activity=Walk+and+talk`;
  const half = await pages.post(address, { ...fieldsIn(sent), judgement: 'suitable' });
  expect(half.statusCode).toBe(422);
  expect(textOf(half)).toContain('Choose what you found of the risks and tick what it is like there');
  expect(textOf(half)).toContain('No permission of the person for this group and purpose is recorded.');
  expect(textOf(half)).not.toContain('will see of them');
  const { code: _, activity: __, ...filled } = written.askWalking;
  const whole = await pages.post(address, { ...fieldsIn(sent), ...filled, given: day(9).slice(0, 10) });
  expect(textOf(whole).match(/Ask the person first, in these words/g)).toHaveLength(1);
  expect((await one.ledger.load(id))?.referral.onward).toEqual([]);
});

test('a group that was asked says yes or no itself: its page promises no button to write that down', async () => {
  const one = hub();
  await one.told(next(spoken(), coordinator, onwardTo('walking-group'), day(3)));
  const text = textOf(await staffPages(one, 'ada').get(page));
  expect(text).toContain('Only they say yes or no: by the link that they were sent');
  expect(text).not.toContain('write it down for them below');
});
