import { expect, test } from 'vitest';
import { invitationChanged } from '../../contracts/partner-api/webhooks.ts';
import type { Action } from '../../functions/domain/decide/actions.ts';
import { objection } from '../unit/domain/acts.ts';
import { coordinator, day, group, id, move, next, onwardTo, opened } from '../unit/views/made-referral.ts';
import { ok, type Recipient, status } from './recipient.ts';
import { recipientsOfFile } from './recipients.ts';

/** Issue 6: no send to a partner from 60 seconds after the person withdrew, by the hub's clock; a recall to who holds data. */
const { hub, listening } = recipientsOfFile();
const t2 = `${id}.t2`;
const webhook = ({ origin }: Recipient) => ({
  'walking-group': {
    webhook: { url: `${origin}/events`, since: day(0), secrets: [`whsec_${Buffer.alloc(32, 1).toString('base64')}`] },
  },
});
const asked = () =>
  next(next(opened(), coordinator, move('accepted'), day(1)), coordinator, onwardTo('walking-group'), day(2));
const { purpose: _, ...provision } = objection('walking-group').provision ?? {};
const withdraws: Action = { kind: 'record-permission', consent: { ...objection('walking-group'), provision } };
const told = ({ received }: Recipient) =>
  received.flatMap(({ body }) =>
    invitationChanged.parse(body).data.invitations.map((i) => [i.id, i.status, i.permissionWithdrawn ?? false]),
  );

test('what was tried and had not arrived is not tried again, at any step of the schedule', async () => {
  const partner = await listening(status(503), ok);
  const { told: projected, deliver, later, attempts } = hub({ changes: webhook(partner) });
  await projected(asked());
  await deliver();
  expect(partner.received).toHaveLength(1);
  await projected(next(asked(), coordinator, withdraws, day(2, 10)));
  const before = attempts.length;
  for (const seconds of [60, 300, 1800, 7200, 86_400]) {
    later(seconds);
    await deliver();
  }
  expect(partner.received).toHaveLength(1);
  expect(attempts.slice(before).filter((a) => a.verdict.outcome !== 'withdrawn')).toEqual([]);
});

test('who was told hears once that it is withdrawn, within a minute, and nothing more', async () => {
  const partner = await listening(ok);
  const { told: projected, deliver, later } = hub({ changes: webhook(partner) });
  await projected(asked());
  await deliver();
  await projected(next(asked(), coordinator, withdraws, day(2, 10)));
  await deliver();
  expect(told(partner)).toEqual([
    [t2, 'new', false],
    [t2, 'withdrawn', true],
  ]);
  for (const seconds of [60, 3600, 86_400]) {
    later(seconds);
    await deliver();
  }
  expect(partner.received).toHaveLength(2);
});

test('who only fetched it, and was never reached, is still told to destroy it', async () => {
  const partner = await listening(status(503), ok);
  const { told: projected, deliver, later } = hub({ changes: webhook(partner) });
  await projected(asked());
  await deliver();
  const read = next(asked(), group, { kind: 'take-copy', tasks: [t2] }, day(2, 10));
  await projected(next(read, coordinator, withdraws, day(2, 11)));
  later(60);
  await deliver();
  expect(told(partner).at(-1)).toEqual([t2, 'withdrawn', true]);
});

test('an invitation that has ended is recalled too: what it left behind is held still', async () => {
  const partner = await listening(ok);
  const { told: projected, deliver, later } = hub({ changes: webhook(partner) });
  const said = next(asked(), group, { kind: 'take-copy', tasks: [t2] }, day(2, 10));
  const declined = next(
    said,
    group,
    { kind: 'update-task', task: t2, to: 'rejected', reason: { text: 'Full', code: 'no-capacity' } },
    day(3),
  );
  await projected(declined);
  await deliver();
  await projected(next(declined, coordinator, withdraws, day(4)));
  later(60);
  await deliver();
  expect(told(partner)).toEqual([
    [t2, 'declined', false],
    [t2, 'declined', true],
  ]);
});
