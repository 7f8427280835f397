import { afterAll, beforeAll, expect, test } from 'vitest';
import { ons4 } from '../../contracts/measures/ons4.ts';
import { dateAfter, instantOf } from '../../functions/domain/calendar.ts';
import { dayFor } from '../../functions/web/dates.ts';
import { fullFor } from '../../functions/web/group/room.ts';
import { measure } from '../unit/domain/measured.ts';
import { atDesk, readsOpen, sendsOpen, tapsLink } from './at-desk.ts';
import { linkIn } from './link-visits.ts';
import { ownLinkOf } from './own-link.ts';
import {
  agrees,
  asksChampion,
  asksGroup,
  done,
  openScripted,
  phones,
  refers,
  type Scripted,
  takesOn,
} from './scripted.ts';

/** The scripted journeys of users.md 7.1, each in its own sentence: by the ways that people have, judged by what they see. */

const walks = ['walking-group', 'Walking group'] as const;
const shed = ['mens-shed', 'Woodwork and company'] as const;
/** What a practice hears of somebody who is helped: three messages, whatever happened on the way (users.md D13). */
const three = ['first-conversation', 'first-meeting', 'closing'];

let all: Scripted;
beforeAll(async () => {
  all = await openScripted();
}, 180_000);
afterAll(() => all?.stop());

test('1. GP at Churchdown refers a lonely 78-year-old (no car) -> CWS -> walking group, companion, bus warning -> attends -> GP told -> ONS4 at 84 days', async () => {
  const { ada, hub, stories } = all;
  await all.nextTuesday();
  const [entered, walk] = [await all.day(0), await all.day(7)];
  const sent = await refers(all, 'Mair', '07700900201');
  const { reference } = sent;
  const today = await all.adaSees('/staff/today', reference);
  expect(today).toContain('Answer the request');
  expect(await ada.person(reference)).toContain(
    'She has no car. She asked that somebody goes with her the first time.',
  );
  // Once somebody has spoken to her it would be no news.
  await takesOn(all, reference, () => all.messageTo('07700900201', 'We will ring you'));

  const four = { satisfied: 3, worthwhile: 4, happy: 3, anxious: 6 };
  const { response } = measure(ons4, four, { subject: { reference: `Patient/${sent.id}.p1` } });
  const said = await all.service({ method: 'POST', path: '/FHIR/R4/QuestionnaireResponse', body: response });
  expect(said.status, said.text).toBe(201);

  await done(asksGroup(ada, reference, walks));
  await agrees(all, phones.walks, { day: walk, place: 'Chosen Hill car park' });
  expect(await ada.person(reference)).toMatch(/Chosen Hill car park.*NOT READY.*Transport there and back: nobody/);
  const bus = 'Bus 94 leaves Parton Road at 9:40. The last one home leaves the hill at 12:25.';
  await done(ada.does(reference, 'move-meeting', { about: 'a1', know: bus }));
  await done(ada.does(reference, 'arrange', { about: 'a1', transport: 'done', 'transport-by': 'Ada Martin' }));
  await done(asksChampion(all, reference, 'a1'));
  const companion = linkIn((await all.messageTo(phones.champion, 'would like company')).body);
  expect(await tapsLink(companion, { answer: 'yes' })).not.toMatch(/Mair|Chosen Hill/);
  await all.messageTo('07700900201', 'You have a place on');
  const own = await readsOpen((await ownLinkOf(hub, stories.ledger, sent.id)) ?? '');
  expect(own).toMatch(/Chosen Hill car park.*Ada Oak/);
  expect(own).toContain(bus);
  expect(await ada.person(reference)).toMatch(/They should know: Bus 94.*Ada Oak , said yes/);

  await all.moveTo(dateAfter(walk, -1), '11:00');
  expect(await readsOpen(companion)).toMatch(/You meet Mair.*Chosen Hill car park/);
  expect(await readsOpen(companion)).not.toContain('Huws');
  await all.moveTo(walk, '13:00');
  const register = linkIn((await all.messageTo(phones.walks, 'Chosen Hill')).body);
  expect(await tapsLink(register, { answer: 'came' })).toMatch(/Mair.*Saved: Came/);
  await tapsLink(companion, { answer: 'met' });
  expect((await all.practiceHeard(sent)).map(([topic]) => topic)).toEqual(['first-conversation', 'first-meeting']);

  await done(ada.does(reference, 'complete', { outcome: 'connected-and-attended' }));
  const heard = await all.practiceHeard(sent);
  expect(heard.map(([topic]) => topic)).toEqual(three);
  expect(heard[2]?.[1]).toMatch(/^No action for the practice\..*went to the first meeting/);

  // Somebody at the practice has read how it ended: what is left is to ask again, twelve weeks after the first numbers.
  const priya = await atDesk(all.pages, 'Priya Shah');
  expect((await priya.sends(`/staff/referrals/${reference}`, '/read"', {})).statusCode).toBe(303);
  await priya.leaves();
  const exit = dateAfter(entered, 84);
  const owed = `By ${dayFor(instantOf(exit, '12:00'))}`;
  expect(await ada.person(reference)).toMatch(
    new RegExp(`What is to be done now Ask again how the person is.*${owed}`),
  );
  await all.moveTo(exit, '10:00');
  expect(await all.adaSees('/staff/today', /Ask again how the person is/)).toMatch(new RegExp(`${reference}.*${owed}`));
}, 300_000);

test('2. Same, does not attend: chase, LW call, second offer with companion, attends; GP sees one message, not four', async () => {
  const { ada } = all;
  await all.nextTuesday();
  const [walk, again] = [await all.day(7), await all.day(14)];
  const sent = await refers(all, 'Nora', '07700900202');
  const { reference } = sent;
  await takesOn(all, reference);
  await done(asksGroup(ada, reference, walks));
  await agrees(all, phones.walks, { day: walk, place: 'Chosen Hill car park' });

  await all.moveTo(dateAfter(walk, 2), '10:00');
  const chase = await all.messageTo(phones.walks, ': 1. How many came?');
  expect(await tapsLink(linkIn(chase.body), { answer: 'did-not-come' })).toMatch(/Nora.*Saved: Did not come/);
  const today = await all.adaSees('/staff/today', /Speak to the person about the meeting that they could not come to/);
  expect(today).toContain(reference);
  expect(today).toContain('It did not work out with the meeting, and that is all right.');
  await done(ada.does(reference, 'contact', { about: 't2', came: 'spoke' }));
  expect((await all.practiceHeard(sent)).map(([topic]) => topic)).toEqual(['first-conversation']);

  const second = { day: again, from: '10:00', until: '12:00', mode: 'in-person', place: 'Village hall' };
  await done(ada.does(reference, 'meeting', { about: 't2', ...second }));
  await done(asksChampion(all, reference, 'a2'));
  const companion = linkIn((await all.messageTo(phones.champion, 'would like company')).body);
  await tapsLink(companion, { answer: 'yes' });
  await all.moveTo(again, '13:00');
  const register = linkIn((await all.messageTo(phones.walks, 'Village hall')).body);
  expect(await tapsLink(register, { answer: 'came' })).toMatch(/Nora.*Saved: Came/);
  expect(await tapsLink(companion, { answer: 'met' })).toContain('Thank you for going along');

  await done(ada.does(reference, 'complete', { outcome: 'connected-and-attended' }));
  const heard = await all.practiceHeard(sent);
  expect(heard.map(([topic]) => topic)).toEqual(three);
  // Of the meeting to which she could not come the practice hears nothing, and one message that it has ended.
  expect(heard.map(([, words]) => words).join(' ')).not.toMatch(/did not|could not|not come/i);
}, 300_000);

test('3. Group full mid-referral: auto re-route once; second group declines "too complex"; human owner; no loop', async () => {
  const { ada } = all;
  await all.nextTuesday();
  const sent = await refers(all, 'Olwen', '07700900203');
  const { reference } = sent;
  const asks = 'would like to come';
  await takesOn(all, reference);
  await done(asksGroup(ada, reference, walks));
  // She has said yes to the second already, for that case.
  await done(asksGroup(ada, reference, shed, { when: 't2' }));
  expect(all.toldTo(phones.shed, asks)).toEqual([]);
  const first = linkIn((await all.messageTo(phones.walks, asks)).body);
  await tapsLink(first, { answer: `full ${dateAfter(await all.day(0), fullFor[0])}` });
  await all.moveTo(await all.day(0), '12:00');
  const next = linkIn((await all.messageTo(phones.shed, asks)).body);
  await tapsLink(next, { answer: 'too-complex' });

  const today = await all.adaSees('/staff/today', reference);
  expect(today).toContain('Agree the next step with the person, or close it');
  const page = await ada.person(reference);
  expect(page).toContain('Whose it is: Ada Martin');
  expect(page).toMatch(/No room at the moment.*More support needed than we can give/);
  await all.moveTo(await all.day(2), '12:00');
  for (const telephone of [phones.walks, phones.shed]) expect(all.toldTo(telephone, asks)).toHaveLength(1);
  expect((await ada.person(reference)).match(/More support needed than we can give/g)).toHaveLength(
    page.match(/More support needed than we can give/g)?.length ?? 0,
  );
  expect((await all.practiceHeard(sent)).map(([topic]) => topic)).toEqual(['first-conversation']);
}, 300_000);

test('4. Carer referred by a relative; cared-for person unknown to the hub; separate consents', async () => {
  const { ada, hub } = all;
  await all.nextTuesday();
  const thanks = await sendsOpen(`${hub.url}/refer/L99901/somebody`, 'name="matters"', {
    ...{
      first: 'Grace',
      last: 'Adeyemi',
      born: '2 3 1961',
      phone: '01632 960456',
      safe: 'safe',
      reason: 'caring',
      'risk-none': 'yes',
    },
    ...{ matters: 'She looks after her husband Femi, and would like an hour with others.', tell: 'yes' },
    ...{ yourName: 'Ife Adeyemi', yourPhone: '01632 960457', know: 'yes' },
  });
  const carer = new URL(thanks).searchParams.get('reference') ?? '';
  const draft = await all.adaSees(`/staff/people/${carer}`, 'Who told us');
  expect(draft).toMatch(/Ife Adeyemi, 01632 960457/);
  await done(ada.does(carer, 'request'));
  await takesOn(all, carer);
  expect(await ada.reads('/staff/list?show=all')).not.toContain('Femi');
  await done(asksGroup(ada, carer, shed));
  const hers = linkIn((await all.messageTo(phones.shed, 'would like to come')).body);
  expect(await readsOpen(hers)).toContain('Grace');
  expect(await readsOpen(hers)).not.toMatch(/Femi|husband|Adeyemi|Ife/);

  // He becomes known by a referral of his own, and what she agreed to is not his yes.
  const sent = await refers(all, 'Femi', '07700900204');
  await takesOn(all, sent.reference);
  const refused = await asksGroup(ada, sent.reference, shed, { basis: '' });
  expect(refused).toContain('No permission of the person for this group and purpose is recorded.');
  await done(asksGroup(ada, sent.reference, shed));
  expect(await ada.person(sent.reference)).not.toMatch(/Grace|Adeyemi/);
  await done(ada.does(carer, 'withdraw-permission', { about: 't2', sure: 'yes' }));
  await all.adaSees(`/staff/people/${carer}`, /Adeyemi|Grace/);
  expect(await readsOpen(hers)).not.toContain('Grace');
  const his = linkIn((await all.messageTo(phones.shed, 'would like to come', 2)).body);
  expect(await readsOpen(his)).toContain('Femi');
  await tapsLink(his, { answer: 'not-suitable' });
}, 300_000);

test('6. Group with paper only: sheet, CWS types it; later duplicate SMS confirmation makes no second effect', async () => {
  const { ada, notify } = all;
  await all.nextTuesday();
  const meets = await all.day(7);
  const sent = await refers(all, 'Enid', '07700900206');
  const { reference } = sent;
  await takesOn(all, reference);
  await done(asksGroup(ada, reference, shed));
  await agrees(all, phones.shed, { day: meets, place: 'The shed' });
  const session = /\/staff\/sessions\/[0-9a-z]+/.exec((await ada.get(`/staff/people/${reference}`)).body)?.[0] ?? '';
  const sheet = await all.adaSees(`${session}/print`, 'Enid');
  expect(sheet).toMatch(/The shed.*Came.*Did not come.*Enid.*Destroy this paper/);
  expect(sheet).not.toContain('Huws');

  await all.moveTo(dateAfter(meets, 2), '10:00');
  await all.messageTo(phones.shed, ': 1. How many came?');
  const typed = await ada.sends(session, 'value="answers"', { [`came.${sent.id}.a1`]: 'came' });
  expect([typed.statusCode, typed.body]).toEqual([200, expect.stringContaining('1 answer is saved.')]);
  const heard = await all.practiceHeard(sent);
  expect(heard.map(([topic]) => topic)).toEqual(['first-conversation', 'first-meeting']);
  const page = await ada.person(reference);
  expect(page).toContain('Said whether they came');

  expect(await notify.receive(`44${phones.shed.slice(1)}`, 'ALL')).toBe(204);
  expect(await all.practiceHeard(sent)).toEqual(heard);
  expect(await ada.person(reference)).toBe(page);
}, 300_000);
