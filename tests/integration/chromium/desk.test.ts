import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { thisArea } from '../../../contracts/areas/this-area.ts';
import { referenceOf } from '../../../functions/domain/request/reference.ts';
import type { Participant } from '../../../functions/usecases/ports.ts';
import { champion, cleared } from '../../unit/domain/companions-asked.ts';
import { mobile, whoHas } from '../../unit/domain/people-to-write-to.ts';
import { booked, coordinator, day, ended, id, type Made, met, next, opened } from '../../unit/views/made-referral.ts';
import { accepted } from '../acts-offered.ts';
import { companionAsked } from '../companion-links.ts';
import { recipientsOfFile } from '../recipients.ts';
import { staffPages, type Who } from '../staff-pages.ts';
import { written } from '../stories.ts';
import { openSite, type Site } from './site.ts';

/** Pages of the desk that no journey comes by, each with something on it and with nothing. */

let site: Site;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site?.stop());

const { hub } = recipientsOfFile();
const person = `/staff/people/${referenceOf(id)}`;

const someone = (code: string, name: string, companion: Participant['companion']): Participant => ({
  ...{ organisation: code, name, kind: 'companion', tier: 'name-only', version: 1, active: true },
  ...{ identifier: { system: 's', value: code }, ...(companion ? { companion } : {}) },
});
const champions = [
  someone(champion.organisation, 'Ada Oak', { ...cleared, experience: ['bereavement'] }),
  someone('champion-past', "Bríd O'Neill-Llanfairpwllgwyngyll", {
    ...cleared,
    clearedFor: [{ work: 'public-places', until: day(1).slice(0, 10) }],
  }),
  someone('champion-new', 'Cy Ash', { clearedFor: [] }),
];

interface How {
  readonly who?: Who;
  /** So many days before or after day 20. */
  readonly days?: number;
  /** So often somebody was reminded of what they owe. */
  readonly reminded?: number;
  /** What there is to send is sent, as far as it is in an area for training. */
  readonly sent?: true;
}

const area = { ...thisArea, mode: 'practice' as const };

const remind = async (one: ReturnType<typeof hub>): Promise<void> => {
  const { owed = '' } = (await one.row('CWS01')) ?? {};
  one.later((Date.parse(owed) - Date.parse(one.now())) / 1000);
  await one.chased();
};

/** A page as somebody finds it. */
const judged = async (
  name: string,
  path: string,
  made: Made | undefined,
  { who, days = 0, reminded = 0, sent }: How = {},
) => {
  const one = hub({ area });
  one.later(days * 86_400);
  if (made) await one.told(made);
  for (let n = 0; n < reminded; n += 1) await remind(one);
  if (sent) await one.deliver();
  const companions = async () => (made ? champions : []);
  site.serves(staffPages(one, who, { publicUrl: site.origin, area, companions }).ask);
  const visitor = await site.visitor();
  expect((await visitor.page.goto(`${site.origin}${path}`))?.status()).toBe(200);
  const text = (await visitor.page.locator('main').textContent()) ?? '';
  await site.judge(visitor, name);
  await visitor.context.close();
  return text;
};

const moses = { who: 'moses' } as const;
const feedback = (): Made => next(accepted(), coordinator, written.feedback(`${id}.t1`), day(2));
const writtenTo = (): Made => booked(opened({ patient: { ...whoHas({ telecom: [mobile] }), id: `${id}.p1` } }));

describe('at the desk', () => {
  test.each<[name: string, path: string, made: (() => Made) | undefined, of: How, says: string]>([
    ['today-none', '/staff/today', undefined, {}, 'Nothing is to be done today.'],
    ['feedback', '/staff/feedback', feedback, moses, 'The hall was too cold'],
    ['feedback-none', '/staff/feedback', undefined, moses, 'Everything that people said has a reply'],
    ['companions', '/staff/companions', accepted, moses, 'Runs out within'],
    ['companions-none', '/staff/companions', undefined, moses, 'Nobody is entered yet.'],
    ['outbox', '/staff/outbox', writtenTo, { ...moses, days: -14, sent: true }, 'text message'],
    ['outbox-none', '/staff/outbox', undefined, moses, 'Nothing yet.'],
    ['overdue-late', '/staff/overdue', opened, { ...moses, reminded: 3 }, 'Answer the request'],
    ['timeline', `/staff/timeline/${referenceOf(id)}`, () => ended(met(booked(), 'attended')), {}, 'Not known'],
    ['paper-card', `${person}/paper/card`, booked, {}, 'HO-'],
    ['paper-card-large', `${person}/paper/card-large`, booked, {}, 'HO-'],
    ['paper-letter', `${person}/paper/letter`, booked, {}, 'HO-'],
    ['practice-to-read', '/staff/referrals', () => ended(met(booked(), 'attended')), { who: 'priya' }, 'I have read'],
  ])('%s', async (name, path, made, of, says) => {
    expect(await judged(name, path, made?.(), of)).toContain(says);
  });
});

describe('the page of a person', () => {
  test.each<[name: string, made: () => Made, says: string]>([
    ['person-draft', written.draft, 'not checked yet'],
    ['person-first', () => opened({ personFirst: true }), 'Needs a person first'],
    ['person-reported', () => next(accepted(), coordinator, written.reported(`${id}.t1`), day(3)), 'Reported'],
    [
      'person-differ',
      () => next(met(booked(), 'did-not-attend'), coordinator, written.says('attended'), day(12)),
      'Somebody has to find out.',
    ],
    ['person-companion', companionAsked, 'Goes along'],
  ])('%s', async (name, made, says) => {
    expect(await judged(name, person, made())).toContain(says);
  });
});
