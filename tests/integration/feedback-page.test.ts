import { expect, test } from 'vitest';
import type { Action } from '../../functions/domain/decide/actions.ts';
import { feedbackIn } from '../../functions/domain/said/feedback.ts';
import { replies } from '../unit/domain/said-of-service.ts';
import { coordinator, day, id, type Made, move, next, opened } from '../unit/views/made-referral.ts';
import { recipientsOfFile } from './recipients.ts';
import { staffPages, textOf } from './staff-pages.ts';
import { written } from './stories.ts';

const { hub } = recipientsOfFile();
const then = (from: Made, action: Action, n: number): Made => next(from, coordinator, action, day(n));
const said = (): Made => then(then(opened(), move('accepted'), 1), written.feedback(`${id}.t1`), 2);
const reply = (from: Made, state: 'acting' | 'done', n: number): Made => {
  const { communications } = from.referral;
  const answer = replies(feedbackIn({ communications })[0]?.id ?? '', state);
  if (answer.kind !== 'record') throw new Error('no reply');
  return then(
    from,
    { ...answer, communication: { ...answer.communication, about: [{ reference: `Task/${id}.t1` }] } },
    n,
  );
};
const page = async (made: Made, as: 'ada' | 'moses' = 'moses') => {
  const one = hub();
  await one.told(made);
  return staffPages(one, as).get('/staff/feedback');
};

test('a manager finds what people said and nobody replied to, in their words, with the form that replies', async () => {
  const shown = await page(said());
  expect(shown.statusCode, textOf(shown)).toBe(200);
  expect(textOf(shown)).toContain('The hall was too cold');
  expect(shown.body).toMatch(/\/staff\/people\/HO-[\w-]+\/reply-feedback\?about=m\d+/);
});

test('what the service is acting on stays, with that', async () => {
  expect(textOf(await page(reply(said(), 'acting', 3)))).toContain('So far: We are acting on it');
});

test('what was done is gone', async () => {
  const done = await page(reply(said(), 'done', 3));
  expect(textOf(done)).not.toContain('The hall was too cold');
  expect(textOf(done)).toContain('Everything that people said has a reply');
});

test('it is no page of a link worker, who answers from the page of the person', async () => {
  expect((await page(said(), 'ada')).statusCode).toBe(403);
});
