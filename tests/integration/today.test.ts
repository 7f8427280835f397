import { expect, test } from 'vitest';
import { obligations } from '../../functions/domain/owed/obligations.ts';
import { referenceOf } from '../../functions/domain/request/reference.ts';
import { LedgerGap } from '../../functions/ledger/fold.ts';
import { writes } from '../unit/domain/acts.ts';
import { hub as ofHub, practice } from '../unit/domain/cast.ts';
import { header } from '../unit/http/event.ts';
import { coordinator, day, id, type Made, move, next, onwardTo, opened } from '../unit/views/made-referral.ts';
import { recipientsOfFile } from './recipients.ts';
import { staffPages, textOf } from './staff-pages.ts';

const { hub } = recipientsOfFile();
const idOf = (n: number): string => `${id.slice(0, 24)}${String(n).padStart(2, '0')}`;
const accepted = (): Made => next(opened(), coordinator, move('accepted'), day(1));

test('who may be in danger stands before everything that is late, also where five others are', async () => {
  const one = hub();
  for (let n = 0; n < 6; n += 1) await one.told(opened(), idOf(n));
  const about = [{ reference: `Task/${id}.t1` }];
  const danger = writes('note', 'He says he wants to end it all.', { about });
  await one.told(next(accepted(), practice, danger, day(19)), idOf(7));
  const { body } = await staffPages(one).get('/staff/today');
  const [first] = [...body.matchAll(/people\/(HO-[0-9A-Z-]+)/g)].map(([, reference]) => reference);
  expect(first).toBe(referenceOf(idOf(7)));
});

test('a group that does not answer is to be rung, and not the person who waits for it; the request can be taken back', async () => {
  const one = hub();
  const asked = next(accepted(), coordinator, onwardTo('walking-group'), day(2));
  const due = obligations(asked.referral).find(({ what }) => what === 'answer-request')?.due ?? '';
  const chase = { kind: 'chase', obligation: 'answer-request', task: `${id}.t2`, due } as const;
  await one.told(next(asked, ofHub, chase, due));
  const page = await staffPages(one).get('/staff/today');
  expect(textOf(page)).toContain('Ring the group: it has not answered');
  expect(textOf(page)).not.toContain('Somebody who cares about you asked us to ring');
  expect(page.body).toContain(`/staff/people/${referenceOf(id)}/cancel?about=t2`);
});

test('whoever had to sign in on the way to a form finds the person, and not the form of something else', async () => {
  const one = hub();
  await one.told(accepted());
  const answer = await staffPages(one).get(`/staff/people/${referenceOf(id)}/cancel`);
  expect([answer.statusCode, header(answer, 'location')]).toEqual([
    303,
    `https://hub.example/staff/people/${referenceOf(id)}`,
  ]);
});

test('one whose record is damaged keeps nobody from the others, and is named', async () => {
  const one = hub();
  await one.told(opened(), idOf(1));
  await one.told(accepted(), idOf(2));
  const load = one.ledger.load;
  const ledger = {
    ...one.ledger,
    load: async (of: string, version?: number) => {
      if (of === idOf(1)) throw new LedgerGap(`R#${of}`, 1);
      return load(of, version);
    },
  };
  const pages = staffPages({ ...one, ledger });
  for (const path of ['/staff/today', '/staff/list']) {
    const page = await pages.get(path);
    expect([page.statusCode, textOf(page)]).toEqual([
      200,
      expect.stringContaining(`${referenceOf(idOf(1))} cannot be read`),
    ]);
    expect(page.body).toContain(`/staff/people/${referenceOf(idOf(2))}`);
  }
});
