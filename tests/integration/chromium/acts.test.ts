import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { referenceOf } from '../../../functions/domain/request/reference.ts';
import type { Participant } from '../../../functions/usecases/ports.ts';
import { everyAct } from '../../../functions/web/worklist/acts/every-act.ts';
import { champion, cleared } from '../../unit/domain/companions-asked.ts';
import { booked, day, group, id, type Made, meetingOn, next } from '../../unit/views/made-referral.ts';
import { accepted, ahead, rowsOfActs } from '../acts-offered.ts';
import { recipientsOfFile } from '../recipients.ts';
import { staffPages } from '../staff-pages.ts';
import { sendByKeyboard } from './keyboard.ts';
import { openSite, type Site } from './site.ts';

/** Every form that a link worker may fill in about a person, as it is opened from their page. */

let site: Site;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site?.stop());

const { hub } = recipientsOfFile();
const path = `/staff/people/${referenceOf(id)}`;
const champions: readonly Participant[] = [
  {
    ...{ organisation: champion.organisation, name: 'Ada Oak', kind: 'companion', tier: 'name-only', version: 1 },
    ...{ active: true, identifier: { system: 's', value: champion.organisation }, companion: cleared },
  },
];

const stories: readonly (readonly [act: string, story: () => Made, about?: string])[] = [
  ...new Map(rowsOfActs.map(([act, story]) => [act, [act, story] as const])).values(),
  ['ask-companion', () => next(booked(), group, meetingOn(25), day(10)), 'a2'],
  ['team', accepted, 't1'],
  ['say-known', accepted, 't1'],
];

test('each act has a story here', () => {
  expect(stories.map(([act]) => act).toSorted()).toEqual(everyAct.map(({ name }) => name).toSorted());
});

describe('the form', () => {
  test.each(stories.map(([act, story, about]) => ({ act, story, about })))('$act', async ({ act, story, about }) => {
    const one = hub();
    await one.told(story());
    const pages = staffPages(one, 'ada', { publicUrl: site.origin, companions: async () => champions });
    site.serves(pages.ask);
    const begins = everyAct.find(({ name }) => name === act)?.begins ?? act;
    const found = new RegExp(`href="[^"]*${path}/${begins}\\?about=([\\w.]+)"`);
    const of = about ?? found.exec((await pages.get(path)).body)?.[1];
    const visitor = await site.visitor();
    const answer = await visitor.page.goto(`${site.origin}${path}/${act}?about=${of}`);
    expect(answer?.status()).toBe(200);
    expect(await visitor.page.locator('main form').count()).toBeGreaterThan(0);
    await site.judge(visitor, `act-${act}`);
    // What may be refused is the word of the use case; nothing is missing, or not as the form wants it, of what the keyboard filled in.
    expect([200, 303, 422]).toContain(await sendByKeyboard(visitor.page));
    const wrong = await visitor.page.locator('.nhsuk-error-summary a').allTextContents();
    expect(wrong.filter((text) => /^(Fill in|Choose an answer|Choose one|Tick the box|Enter a )/.test(text))).toEqual(
      [],
    );
    await visitor.context.close();
  });
});

test('whatever they are about: the page of a person has no more to tap than one can oversee', async () => {
  const one = hub();
  await one.told(ahead());
  const pages = staffPages(one, 'ada', { publicUrl: site.origin });
  site.serves(pages.ask);
  const visitor = await site.visitor();
  await visitor.page.goto(`${site.origin}${path}`);
  const buttons = await visitor.page.locator('main [role=button]').filter({ visible: true }).allTextContents();
  expect(buttons.length).toBeLessThanOrEqual(12);
  await site.judge(visitor, 'person-meeting');
  await visitor.context.close();
});
