import { expect, test } from 'vitest';
import { systems } from '../../contracts/systems.ts';
import type { Clearance } from '../../functions/domain/companion/clearance.ts';
import { referenceOf } from '../../functions/domain/request/reference.ts';
import type { Participant } from '../../functions/usecases/ports.ts';
import { booked, day, group, id, meetingOn, next } from '../unit/views/made-referral.ts';
import { recipientsOfFile } from './recipients.ts';
import { fieldsIn, formsIn, staffPages, textOf } from './staff-pages.ts';

const { hub } = recipientsOfFile();

const cleared: Clearance = { trained: '2026-01-10', clearedFor: [{ work: 'public-places', until: '2099-01-01' }] };
const champion = (code: string, name: string, companion: Clearance, more: Partial<Participant> = {}): Participant => ({
  ...{ organisation: code, name, kind: 'companion', tier: 'name-only', version: 1, active: true },
  ...{ identifier: { system: systems.organisation, value: code }, companion },
  ...more,
});
const ada = champion('champion-ada', 'Ada Oak', { ...cleared, experience: ['bereavement'] });
const contact = { name: 'x', channel: 'email', to: ['x@champions.example'], since: day(0), confirmed: day(0) } as const;
const others = [
  champion('champion-new', "Bríd O'Neill <b>", { clearedFor: cleared.clearedFor }),
  champion('champion-past', 'Cy Ash', {
    ...cleared,
    clearedFor: [{ work: 'public-places', until: day(24).slice(0, 10) }],
  }),
  champion('champion-gone', 'Di Elm', cleared, { organiser: { ...contact, stopped: day(1) } }),
];

/** The first meeting is ahead, on day 25. */
const asking = async (all: readonly Participant[]) => {
  const one = hub({ changes: Object.fromEntries(all.map((each) => [each.organisation, each])) });
  await one.told(next(booked(), group, meetingOn(25), day(10)));
  const pages = staffPages(one, 'ada', { companions: async () => all });
  const page = `/staff/people/${referenceOf(id)}`;
  const about = /ask-companion\?about=(\w+)/.exec((await pages.get(page)).body)?.[1];
  const shown = await pages.get(`${page}/ask-companion?about=${about}`);
  const form = formsIn(shown).find(({ path }) => path === `${page}/ask-companion`);
  if (!form) throw new Error(textOf(shown));
  const send = (filled: Record<string, string>) => pages.post(form.path, { ...fieldsIn(form), ...filled });
  const asked = async () =>
    (await one.ledger.load(id))?.referral.companions.map(({ owner }) => owner?.identifier?.value);
  return { shown, form, send, asked };
};
const filled = { agrees: 'yes', judgement: 'suitable', adult: 'yes' };

test('S61: companions are chosen by name: who may be asked for that day, with what they are cleared for, and of the others why not', async () => {
  const { shown, form } = await asking([...others, ada]);
  const text = textOf(shown);
  expect(text).toContain(
    'Ada Oak Meeting somebody in a public place: until 1 January 2099. Knows from their own life: Bereavement',
  );
  expect([...form.body.matchAll(/name="companion" type="radio" value="([^"]*)"/g)].map(([, code]) => code)).toEqual([
    'champion-ada',
  ]);
  expect(text).toContain('3 cannot be asked, and why');
  expect(text).toContain("Bríd O'Neill <b> : not trained yet");
  expect(text).toContain('Cy Ash : not cleared to meet people on that day');
  expect(text).toContain('Di Elm : They said that they no longer do this.');
});

test('who is chosen is asked; a code that is on no list, or of somebody who cannot be asked, is not', async () => {
  const { send, asked } = await asking([...others, ada]);
  for (const companion of ['', 'champion-past', 'champion-else', 'walking-group'])
    expect((await send({ ...filled, companion })).statusCode).toBe(422);
  expect(await asked()).toEqual([]);
  const done = await send({ ...filled, companion: 'champion-ada' });
  expect(done.statusCode, textOf(done)).toBe(303);
  expect(await asked()).toHaveLength(1);
});

test('where nobody can be asked, the page says so', async () => {
  const { shown } = await asking(others);
  expect(textOf(shown)).toContain('Nobody can be asked for this meeting.');
});

test('a manager sees by name who there is, first whose clearance runs out within 60 days; a link worker does not', async () => {
  const one = hub();
  const soon = champion('champion-soon', 'Zed Yew', {
    ...cleared,
    clearedFor: [...cleared.clearedFor, { work: 'home-visits', until: day(79).slice(0, 10) }],
  });
  const later = champion('champion-later', 'Abe Fir', {
    ...{ trained: '2026-01-10', clearedFor: [{ work: 'public-places', until: day(80).slice(0, 10) }] },
  });
  const companions = async () => [...others, later, soon, ada];
  const text = textOf(await staffPages(one, 'moses', { companions }).get('/staff/companions'));
  const order = ['within 60 days', 'Zed Yew', 'The others', 'Abe Fir', 'Ada Oak'].map((part) => text.indexOf(part));
  expect(order).toEqual(order.toSorted((a, b) => a - b));
  expect(order).not.toContain(-1);
  expect(text).toContain('Not trained yet');
  expect(text).toContain('Nobody can write to them');
  expect(text).not.toContain('champions.example');
  expect((await staffPages(one, 'ada', { companions }).get('/staff/companions')).statusCode).toBe(403);
});
