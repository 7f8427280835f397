import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { thisArea } from '../../contracts/areas/this-area.ts';
import { statusOf } from '../../functions/domain/coding.ts';
import { isDisputed } from '../../functions/domain/meetings/heard.ts';
import { resultOf } from '../../functions/domain/meetings/meetings.ts';
import { obligations } from '../../functions/domain/owed/obligations.ts';
import { isObjectedTo } from '../../functions/domain/permission/permission.ts';
import { actOnReferral } from '../../functions/usecases/act-on-referral.ts';
import { header } from '../unit/http/event.ts';
import { booked, group, guardedPatient, id, type Made, opened } from '../unit/views/made-referral.ts';
import { jo } from './group-links.ts';
import { marksIn, ownPages } from './own-pages.ts';
import { recipientsOfFile } from './recipients.ts';
import { wayOut } from './way-out.ts';

const { store } = recipientsOfFile();
const oneDay = 86_400;

/** A person whom the walking group expects on day 8, on the morning of day 5. */
const expected = async (made: Made = booked()) => {
  const hub = wayOut(store(), {
    recipients: [],
    changes: { 'walking-group': { organiser: jo, name: 'Walking group' } },
  });
  hub.later(-15 * oneDay);
  await hub.told(made);
  return {
    hub,
    pages: ownPages(hub, { cost: 2.5, access: ['step-free', 'toilet'] }),
    referral: async () => (await hub.ledger.load(id))?.referral,
  };
};
const speaks = (code: string): Made => {
  const { patient } = opened().referral;
  return opened({ patient: { ...patient, communication: [{ language: { coding: [{ code }] }, preferred: true }] } });
};
type Story = Awaited<ReturnType<typeof expected>>;
const linkOf = async ({ pages }: Story) => (await pages.link()) ?? '';
const onwardOf = async ({ referral }: Story) => (await referral())?.onward[0];

describe('the page of a person', () => {
  test('says what, where, when and who meets them, what it costs, and whom to ring; and nothing of who they are or why', async () => {
    const story = await expected();
    const page = await story.pages.get(await linkOf(story));
    expect(page.statusCode).toBe(200);
    for (const says of ['Walking group', 'Ask for Jo', '£2.50', 'No steps', thisArea.service.telephone, 'HO-'])
      expect(page.body).toContain(says);
    expect(page.body).toMatch(/Tuesday 10 November 2026, 10:00 to 11:00|\w+day \d+ November 2026, 10:00 to 11:00/);
    const { patient, request } = (await story.referral()) ?? {};
    for (const secret of [patient?.name?.[0]?.family, patient?.birthDate, request?.note?.[0]?.text, 'loneliness'])
      expect(page.body).not.toContain(secret);
  });

  test('is read from the ledger once for each request, and what is read for one link is shown to no other', async () => {
    const story = await expected();
    const link = await linkOf(story);
    for (const n of [1, 2]) {
      expect((await story.pages.get(link)).statusCode).toBe(200);
      expect(story.pages.openings()).toBe(n);
    }
    expect((await story.pages.get(`${link.slice(0, -1)}${link.endsWith('0') ? '1' : '0'}`)).statusCode).toBe(401);
    const both = await Promise.all([story.pages.get(link), story.pages.get(link)]);
    expect(both.map(({ statusCode }) => statusCode)).toEqual([200, 200]);
  });

  test('has a neutral title and address, tells other sites nothing, is kept nowhere, and has its way out before everything', async () => {
    const story = await expected();
    const link = await linkOf(story);
    const page = await story.pages.get(link);
    expect(page.body).toContain('<title>Your plan – Handover</title>');
    expect(link).toMatch(/^\/s\/[0-9a-z]{34}$/);
    expect(header(page, 'referrer-policy')).toBe('no-referrer');
    expect(header(page, 'cache-control')).toBe('no-store');
    const leave = page.body.indexOf('href="https://www.bbc.co.uk/weather" rel="noreferrer"');
    expect(leave).toBeGreaterThan(0);
    expect(leave).toBeLessThan(page.body.indexOf('<h1>'));
    expect(page.body).not.toContain('<script');
  });

  test('opens for its own letters alone; whatever is wrong, the answer is the same, in every language', async () => {
    const story = await expected();
    const link = await linkOf(story);
    const closed = await story.pages.get('/s/nothing');
    expect(closed.statusCode).toBe(401);
    expect(closed.body).toContain('lang="cy-GB"');
    expect(closed.body).toContain('href="https://hub.example/safeguarding"');
    for (const n of [3, 8, 20, 36]) {
      const other = link[n] === '4' ? '5' : '4';
      const { statusCode, body } = await story.pages.get(`${link.slice(0, n)}${other}${link.slice(n + 1)}`);
      expect({ statusCode, body }).toEqual({ statusCode: 401, body: closed.body });
    }
    expect((await story.pages.get(link.toUpperCase().replace('/S/', '/s/'))).statusCode).toBe(200);
  });

  test('is not there for somebody with a safe-contact or safeguarding flag', async () => {
    const story = await expected(opened({ patient: guardedPatient }));
    expect(await story.pages.link()).toBeUndefined();
    const risky = await expected(opened({ personFirst: true }));
    expect(await risky.pages.link()).toBeUndefined();
  });

  test.each(['pl', 'bfi', 'und'])('is not there for somebody who reads %s, which nobody has written', async (code) => {
    expect(await (await expected(speaks(code))).pages.link()).toBeUndefined();
  });

  test('is Welsh for somebody who reads Welsh', async () => {
    const story = await expected(booked(speaks('cy')));
    const page = await story.pages.get(await linkOf(story));
    expect(page.body).toContain('<html lang="cy-GB">');
    expect(page.body).toContain('<h1>Eich cynllun</h1>');
    expect((await story.pages.get(`${await linkOf(story)}?lang=en-GB`)).body).toContain('<h1>Your plan</h1>');
  });
});

describe('what the person says on it', () => {
  test('I cannot come: noted by the same use case as a group’s answer, and somebody is to follow it up; nothing ends', async () => {
    const story = await expected();
    const link = await linkOf(story);
    const before = (await story.referral())?.version;
    await story.pages.get(`${link}/cannot-come/a1`);
    expect((await story.referral())?.version).toBe(before);
    const done = await story.pages.tap(`${link}/cannot-come/a1`);
    expect([done.statusCode, header(done, 'location')]).toEqual([303, `https://hub.example${link}`]);
    const referral = await story.referral();
    const [meeting] = referral?.onward[0]?.meetings ?? [];
    expect(meeting && resultOf(meeting)).toBe('could-not-come');
    expect(referral && obligations(referral).map(({ what }) => what)).toContain('follow-up');
    expect((await story.pages.get(link)).body).toContain('You told us that you cannot come.');
    const [entry] = (await story.hub.ledger.history(id)).slice(-1);
    expect(entry?.actor).toMatchObject({ client: 'person', organisation: 'CWS01', as: ['person'] });
  });

  test('I cannot come, of a time that is another by now: nothing is said of that one', async () => {
    const story = await expected();
    const path = `${await linkOf(story)}/cannot-come/a1`;
    const marks: Record<string, string> = { ...marksIn(await story.pages.get(path)), answer: 'yes' };
    expect(marks.start).toBe((await onwardOf(story))?.meetings[0]?.start);
    expect((await story.pages.post(path, { ...marks, start: '2026-01-01T10:00:00.000Z' })).statusCode).toBe(422);
    expect((await onwardOf(story))?.meetings.map(resultOf)).toEqual([undefined]);
    expect((await story.pages.post(path, marks)).statusCode).toBe(303);
  });

  test('this is not for me: without a reason that one option is over, and the next step is the service’s', async () => {
    const story = await expected();
    const link = await linkOf(story);
    expect((await story.pages.tap(`${link}/not-for-me/t2`)).statusCode).toBe(303);
    const onward = await onwardOf(story);
    expect(onward && statusOf(onward.task)).toBe('cancelled');
    expect(onward?.task.statusReason?.coding?.[0]?.code).toBe('declined-by-person');
    const referral = await story.referral();
    expect(referral && statusOf(referral.task)).toBe('in-progress');
    expect(referral && obligations(referral).map(({ what }) => what)).toContain('next-step');
    expect((await story.pages.get(link)).body).toContain('You said that this is not for you.');
  });

  test('I went: once it has begun, and not before', async () => {
    const story = await expected();
    const link = await linkOf(story);
    expect((await story.pages.get(`${link}/went/a1`)).statusCode).toBe(422);
    story.hub.later(4 * oneDay);
    expect((await story.pages.get(`${link}/cannot-come/a1`)).statusCode).toBe(422);
    expect((await story.pages.tap(`${link}/went/a1`, 'went')).statusCode).toBe(303);
    const [meeting] = (await onwardOf(story))?.meetings ?? [];
    expect(meeting && resultOf(meeting)).toBe('attended');
  });

  test('I went, where the group said that they did not come: both stand, and the link worker says which holds', async () => {
    const story = await expected();
    const link = await linkOf(story);
    story.hub.later(4 * oneDay);
    const onward = await onwardOf(story);
    const done = await actOnReferral({ ledger: story.hub.ledger, clock: story.hub.now, pause: async () => undefined })({
      ...{ referral: id, actor: group, request: { id: randomUUID(), correlation: 'c', bodyHash: 'h' } },
      action: { kind: 'record-result', task: onward?.task.id ?? '', result: 'did-not-attend' },
    });
    expect(done.ok).toBe(true);
    await story.pages.tap(`${link}/went/a1`, 'went');
    const [meeting] = (await onwardOf(story))?.meetings ?? [];
    expect(meeting && [resultOf(meeting), isDisputed(meeting)]).toEqual(['did-not-attend', true]);
    expect((await story.pages.get(link)).body).toContain('Somebody else told us something different.');
    expect((await story.pages.get(`${link}/went/a1`)).statusCode).toBe(422);
  });

  test('a form of another page, of another site or without its mark does nothing', async () => {
    const story = await expected();
    const path = `${await linkOf(story)}/cannot-come/a1`;
    const marks: Record<string, string> = { ...marksIn(await story.pages.get(path)), answer: 'yes' };
    expect((await story.pages.post(path, { ...marks, token: 'x'.repeat(43) })).statusCode).toBe(403);
    expect((await story.pages.post(path, marks, { origin: 'https://elsewhere.example' })).statusCode).toBe(403);
    expect((await story.pages.post(path, { ...marks, answer: 'died' })).statusCode).toBe(422);
    expect((await story.pages.post(path.replace('a1', 'a9'), marks)).statusCode).toBe(422);
    const [meeting] = (await onwardOf(story))?.meetings ?? [];
    expect(meeting && resultOf(meeting)).toBeUndefined();
  });
});

describe('who knows what', () => {
  test('each organisation by what its mapping shows it, and by when it read it', async () => {
    const story = await expected();
    const page = await story.pages.get(`${await linkOf(story)}/who-knows`);
    expect(page.body).toContain('the name that you want to be called');
    expect(page.body).toMatch(/They first read it on|They have not read it yet/);
    expect(page.body).not.toContain('in the words that you agreed');
  });

  test('one tap takes a permission back: the group is told to destroy what it has, and stands on the page no more', async () => {
    const story = await expected();
    const link = await linkOf(story);
    const done = await story.pages.tap(`${link}/not-them/t2`);
    expect([done.statusCode, header(done, 'location')]).toEqual([303, `https://hub.example${link}/who-knows`]);
    const { consents = [], patient, onward: [onward] = [] } = (await story.referral()) ?? {};
    if (!patient || !onward) throw new Error('There is nobody');
    expect(isObjectedTo(consents, 'walking-group', onward.request, { patient, now: story.hub.now() })).toBe(true);
    expect((await story.pages.get(link)).body).not.toContain('Ask for Jo');
    expect((await story.pages.get(`${link}/who-knows`)).body).toContain('We have told them to destroy what they have.');
  });
});

describe('an end of it', () => {
  test('one click of the person closes it for good: the link opens nothing, and there is no other', async () => {
    const story = await expected();
    const link = await linkOf(story);
    const page = await story.pages.get(`${link}/close`);
    expect((await story.pages.post(`${link}/close`, { ...marksIn(page), answer: 'yes' })).statusCode).toBe(200);
    expect((await story.pages.get(link)).statusCode).toBe(401);
    expect(await story.pages.link()).toBeUndefined();
  });

  test('what is printed names nobody, as a message would not, and says how to cancel', async () => {
    const story = await expected();
    const link = await linkOf(story);
    for (const paper of ['card', 'card-large', 'letter']) {
      const { statusCode, body } = await story.pages.get(`${link}/${paper}`);
      expect(statusCode).toBe(200);
      for (const name of ['Ask for Jo', 'Walking group', thisArea.service.display]) expect(body).not.toContain(name);
      expect(body).toContain('10:00 to 11:00');
      expect(body).toContain(thisArea.service.telephone);
      expect(body).not.toContain('/not-for-me/');
    }
    expect((await story.pages.get(`${link}/anything`)).statusCode).toBe(404);
  });
});

test('who asks too often is asked to wait, as for every link', async () => {
  const story = await expected();
  const statuses = new Set<number>();
  for (let n = 0; n <= thisArea.quotas.open; n += 1) statuses.add((await story.pages.get('/s/nothing')).statusCode);
  expect([...statuses]).toEqual([401, 429]);
});
