import { describe, expect, test } from 'vitest';
import { kindOf } from '../../functions/domain/coding.ts';
import { referenceOf } from '../../functions/domain/request/reference.ts';
import { everyAct } from '../../functions/web/worklist/acts/every-act.ts';
import { id } from '../unit/views/made-referral.ts';
import { accepted, rowsOfActs } from './acts-offered.ts';
import { recipientsOfFile } from './recipients.ts';
import { fieldsIn, formsIn, type StaffPages, staffPages, textOf } from './staff-pages.ts';

const { hub } = recipientsOfFile();
/** By its button on the page of the person, and with all that its form holds; what is shown first is confirmed. */
const act = async (pages: StaffPages, name: string, filled: Record<string, string>) => {
  const page = `/staff/people/${referenceOf(id)}`;
  const button = everyAct.find((one) => one.name === name)?.begins ?? name;
  const about = new RegExp(`href="[^"]*${page}/${button}\\?about=([\\w.]+)"`).exec((await pages.get(page)).body)?.[1];
  if (about === undefined) throw new Error(`The page has no button for ${name}`);
  let shown = await pages.get(`${page}/${name}?about=${about}`);
  for (let n = 0; n < 2; n += 1) {
    const form = formsIn(shown).find(({ path }) => path === `${page}/${name}`);
    if (!form) throw new Error(textOf(shown));
    shown = await pages.post(form.path, { ...fieldsIn(form), ...filled });
    if (shown.statusCode !== 200) break;
  }
  return shown;
};

test('there is a row here for everything that can be done from the page of a person', () => {
  // Whose team it is, is moved in the journey of the worklist; a companion is asked in their own file.
  const elsewhere = ['ask-companion', 'team', 'say-known'];
  const tried = [...new Set(rowsOfActs.map(([name]) => name)), ...elsewhere];
  expect(tried.toSorted()).toEqual(everyAct.map(({ name }) => name).toSorted());
});

describe('what has a button works', () => {
  test.each(rowsOfActs.map(([name, story, filled = {}]) => ({ name, story, filled })))(
    '$name',
    async ({ name, story, filled }) => {
      const one = hub();
      const made = story();
      await one.told(made);
      const pages = staffPages(one);
      const answer = await act(pages, name, filled);
      expect(answer.statusCode, textOf(answer)).toBe(303);
      expect((await one.ledger.load(id))?.referral.version).toBeGreaterThan(made.referral.version);
      // Where the browser is sent then, it reads what was done.
      expect((await pages.get(String(answer.headers?.location))).body).toContain('role="status"');
    },
  );
});

test('that the person is known is said to the practice that sent them, by the link beside the other referral', async () => {
  const one = hub();
  await one.told(accepted());
  const pages = staffPages(one);
  const page = `/staff/people/${referenceOf(id)}/say-known`;
  const shown = await pages.get(`${page}?about=t1`);
  expect(textOf(shown)).toMatch(/may tell .*, who asked it to help me, that it already knows me/);
  const form = formsIn(shown).find(({ path }) => path === page);
  if (!form) throw new Error(textOf(shown));
  expect((await pages.post(page, { ...fieldsIn(form), sure: 'yes' })).statusCode).toBe(303);
  const { communications = [] } = (await one.ledger.load(id))?.referral ?? {};
  expect(communications.at(-1)?.topic?.coding?.[0]?.code).toBe('already-known');
});

test('nobody of a practice finds any of it', async () => {
  const one = hub();
  await one.told(accepted());
  expect((await staffPages(one, 'priya').get(`/staff/people/${referenceOf(id)}`)).statusCode).toBe(403);
});

test('that somebody has looked is one tap on the page itself, and opening the page alone says nothing', async () => {
  const one = hub();
  await one.told(accepted());
  const pages = staffPages(one);
  const path = `/staff/people/${referenceOf(id)}`;
  const seen = (shown: Awaited<ReturnType<typeof pages.get>>) =>
    formsIn(shown).find((form) => form.path === `${path}/seen`);
  const before = (await one.ledger.load(id))?.referral.version;
  const form = seen(await pages.get(path));
  expect((await one.ledger.load(id))?.referral.version).toBe(before);
  expect((await pages.post(`${path}/seen`, form ? fieldsIn(form) : {})).statusCode).toBe(303);
  const { referral } = (await one.ledger.load(id)) ?? {};
  const opened = referral?.communications.filter((c) => kindOf(c) === 'opened') ?? [];
  expect(opened.map(({ sender }) => sender?.display)).toEqual(['Ada Martin']);
  expect(seen(await pages.get(path))).toBeUndefined();
});
