import { expect, test } from 'vitest';
import { thisArea } from '../../../contracts/areas/this-area.ts';
import { ons4 } from '../../../contracts/measures/ons4.ts';
import { gapsIn } from '../../../functions/domain/gaps.ts';
import type { Participant } from '../../../functions/usecases/ports.ts';
import { timelinePage } from '../../../functions/web/timeline/timeline-page.ts';
import type { Desk } from '../../../functions/web/worklist/staff-page.ts';
import { coordinator, practice } from '../domain/cast.ts';
import { measure } from '../domain/measured.ts';
import { booked, day, ended, id, type Made, met, next, opened, versionsOf } from '../views/made-referral.ts';

const nothing = () => Promise.reject(new Error('A page that is read writes nothing'));
const participant = (organisation: string, name: string, kind: Participant['kind']): Participant => ({
  ...{ organisation, name, kind, tier: 'full', version: 1, active: true },
  identifier: { system: 's', value: organisation },
});
const register = new Map(
  [
    participant('CWS01', 'Community Wellbeing Service', 'coordinator'),
    participant('walking-group', 'Tuesday Walking Group', 'voluntary'),
    participant('L99901', 'Churchdown Surgery', 'practice'),
  ].map((one) => [one.organisation, one]),
);
const service = participant('CWS01', 'Community Wellbeing Service', 'coordinator');
const ada = { code: 'ada.martin', name: 'Ada Martin' };

const read = async (made: Made, now: string, actor = coordinator, others: readonly Made[] = []): Promise<string> => {
  const { referral } = made;
  const named = (id: string): Made => others.find((one) => one.referral.id === id) ?? made;
  const desk: Desk = {
    ...{
      publicUrl: 'https://hub.example',
      clock: () => now,
      pause: nothing,
      area: thisArea,
    },
    participants: { organisation: async (code) => register.get(code), client: async () => undefined },
    ledger: {
      ...{ aliasOf: nothing, isDisposed: nothing, append: nothing },
      load: async (id) =>
        ({
          referral: named(id).referral,
          head: { version: referral.version, at: referral.at, hash: '' },
          seen: [],
        }) as never,
      history: async (id) =>
        versionsOf(named(id)).map((one, n) => ({ ...one, version: n + 1, at: one.referral.at })) as never,
    },
    references: async () => [referral.id],
    next: async () => ({ items: [], places: [] }),
    load: async () => new Map<string, number>(),
    told: async () => [],
    directory: { catalogue: nothing, capacity: nothing },
    ...{
      changeStaff: nothing,
      overdue: nothing,
      practical: nothing,
      samePerson: async () => [referral, ...others.map((one) => one.referral)].map(({ id }) => id),
      companions: async () => [],
    },
    person: { organisation: service, person: ada, role: 'link-worker' },
    request: {
      ...{ method: 'GET', path: '/', params: { reference: referral.reference }, query: new URLSearchParams() },
      ...{
        headers: { cookie: `__Host-session=${'s'.repeat(43)}` },
        body: '',
        requestId: '',
        correlationId: '',
        bodyHash: '',
        now,
      },
      principal: { actor, organisations: ['CWS01'] },
    },
  };
  const reply = await timelinePage(desk);
  if ('ok' in reply) return reply.ok && 'text' in reply.value ? String(reply.value.text) : 'refused';
  return 'text' in reply ? String(reply.text) : '';
};

test('the timeline has what each organisation did, in order', async () => {
  const page = await read(met(booked(), 'attended'), day(9));
  const at = (text: string) => page.indexOf(text);
  const order = [
    'Churchdown Surgery',
    'Spoke with the person',
    'Tuesday Walking Group',
    'Named a meeting',
    'Said whether they came',
  ];
  expect(order.map(at).toSorted((a, b) => a - b)).toEqual(order.map(at));
  expect(order.map(at)).not.toContain(-1);
});

test('what nobody told stands at its time as not known', async () => {
  const page = await read(booked(), day(60));
  expect(page).toContain('Whether the person came on Tuesday 10 November 2026');
  expect(page).toMatch(/Nobody told us anything from .* November 2026 to .* January 2027/);
  expect(page).toContain('with organisations that do not use Handover, is not known');
});

test('what is not known says which organisation would know it, and what came after the end is not known', () => {
  expect(gapsIn(booked().referral, [day(3)], day(10))).toEqual([
    { what: 'who-came', from: day(8, 10), with: 'walking-group' },
  ]);
  expect(gapsIn(met(booked(), 'attended').referral, [day(8)], day(10))).toEqual([]);
  const closed = ended(met(booked(), 'attended')).referral;
  expect(gapsIn(closed, [day(10)], day(90)).map(({ what }) => what)).toEqual(['afterwards']);
});

test('how the person said that they are stands there, at the time when they said it, and a no as a no', async () => {
  const subject = { reference: `Patient/${id}.p1` };
  const entered = next(
    booked(),
    coordinator,
    measure(ons4, { happy: 3, anxious: 7 }, { subject, authored: day(2) }),
    day(4),
  );
  const again = next(entered, coordinator, measure(ons4, 'declined', { subject, occasion: 'exit' }), day(86));
  const page = await read(again, day(90));
  expect(page).toMatch(
    /Wednesday 4 November 2026[^/]*<\/time>.*\n.*in numbers<\/strong>.*At the beginning\. Happiness yesterday: 3\. Anxiety yesterday: 7/,
  );
  expect(page).toContain('Twelve weeks after the beginning, or at the end. The person would rather not');
});

test('somebody who was not asked again is not known to be better', () => {
  const entered = next(
    booked(),
    coordinator,
    measure(ons4, { happy: 3 }, { subject: { reference: `Patient/${id}.p1` } }),
    day(4),
  );
  const gaps = gapsIn(entered.referral, [day(4)], day(100)).map(({ what }) => what);
  expect(gaps).toContain('not-asked-again');
});

test('it is for the coordinator whose it is: to anybody else there is no such page', async () => {
  expect(await read(opened(), day(1), practice)).toBe('refused');
});

/** The same person, sent again: another referral of the same coordinator. */
const again = (
  from: Made,
  reference: string,
  change: (referral: Made['referral']) => Made['referral'] = (r) => r,
): Made => {
  const copy: Made = JSON.parse(JSON.stringify(from).replaceAll(id, `${id.slice(0, -1)}z`));
  return { ...copy, referral: change({ ...copy.referral, acted: from.referral.acted, reference }) };
};

test('all referrals of one person stand together in the order of time, each line with the one that it is of', async () => {
  const first = ended(met(booked(), 'attended'));
  const second = again(opened(), 'HO-2222-2222');
  const page = await read(first, day(30), coordinator, [second]);
  expect(page).toContain('The person was referred 2 times');
  expect(page).toContain(`· ${first.referral.reference}</p>`);
  expect(page).toContain('· HO-2222-2222</p>');
  const alone = await read(first, day(30));
  expect(alone).not.toContain('referred 2 times');
  expect(alone).not.toContain('· HO-');
});

test('a referral of the person to another service is not among them', async () => {
  const theirs = again(opened(), 'HO-3333-3333', (referral) => ({
    ...referral,
    task: { ...referral.task, owner: { reference: 'Organization/CWS02' } },
  }));
  const page = await read(ended(met(booked(), 'attended')), day(30), coordinator, [theirs]);
  expect(page).not.toContain('HO-3333-3333');
});

test('nor is one that was recalled as an error, which may be about somebody else', async () => {
  const recalled = again(opened(), 'HO-4444-4444', (referral) => ({
    ...referral,
    task: { ...referral.task, status: 'entered-in-error' },
  }));
  const page = await read(ended(met(booked(), 'attended')), day(30), coordinator, [recalled]);
  expect(page).not.toContain('HO-4444-4444');
  expect(await read(recalled, day(30))).toContain('HO-4444-4444');
});
