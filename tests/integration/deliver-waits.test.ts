import { expect, test } from 'vitest';
import type { Action } from '../../functions/domain/decide/actions.ts';
import { obligations } from '../../functions/domain/owed/obligations.ts';
import type { Actor } from '../../functions/domain/referral.ts';
import { isPending } from '../../functions/views/happened.ts';
import { reports, settles } from '../unit/domain/acts.ts';
import { conversation, coordinator, day, id, type Made, move, next, opened } from '../unit/views/made-referral.ts';
import { ok, status } from './recipient.ts';
import { recipientsOfFile } from './recipients.ts';

/** Issue 5 item 5: what was waiting to be sent when somebody said that the person is with another practice. */
const { hub, listening } = recipientsOfFile();
const t1 = `${id}.t1`;
const talked = () =>
  next(next(opened(), coordinator, move('accepted'), day(1)), coordinator, conversation(), day(1, 10));
const saysElsewhere: Action = reports('other-practice', { task: t1, confirmed: true });

test('a message that was pending waits as an item for a person, the question goes, and what waited goes once it was wrong', async () => {
  const gp = await listening(status(503), ok);
  const { told, deliver, later, project, rows, ledger } = hub({ practice: gp });
  const spoken = talked();
  await told(spoken);
  await deliver();
  const tries = gp.received.length;
  await told(next(spoken, coordinator, saysElsewhere, day(20, 10)));
  later(600);
  await deliver();
  const topics = () =>
    gp.received
      .slice(tries)
      .map((r) => /"code":"(first-conversation|other-practice)"/.exec(JSON.stringify(r.body))?.[1]);
  expect(topics()).toEqual(['other-practice']);
  const newest = async () => (await ledger.load(id))?.referral ?? spoken.referral;
  const messages = async () => (await newest()).communications.map((c) => `${c.topic?.coding?.[0]?.code} ${c.status}`);
  expect(await messages()).toContain('first-conversation on-hold');
  expect(obligations(await newest()).map((o) => o.what)).toContain('clear-practice');

  // Looked at before and after projection, and again much later: it waits.
  await deliver();
  await project(id);
  expect((await rows.read(id)).filter((r) => r.message && isPending(r))).toEqual([]);
  later(86_400);
  await deliver();
  expect(topics()).toEqual(['other-practice']);

  const report = (await newest()).communications.find((c) => c.topic?.coding?.[0]?.code === 'other-practice');
  const wrong: [Actor, Action] = [coordinator, settles(report?.id ?? '', 'wrong')];
  const standing: Made = { ...spoken, referral: await newest() };
  await told(next({ ...standing }, ...wrong, day(22)));
  await deliver();
  expect(topics()).toEqual(['other-practice', 'first-conversation']);
  expect((await newest()).communications.map((c) => c.status)).not.toContain('on-hold');
  expect(gp.received.at(-1)?.headers['x-request-id']).toBe(gp.received[0]?.headers['x-request-id']);
});
