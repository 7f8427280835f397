import { Webhook } from 'standardwebhooks';
import { expect, test } from 'vitest';
import { verdictOnWebhook } from '../../../functions/delivery/webhook-outcome.ts';
import { signed } from '../../../functions/delivery/webhook-sender.ts';

/** The vector of the specification's own libraries. */
const vector = {
  secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
  id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
  at: '2021-02-25T15:02:10.000Z',
  body: '{"test": 2432232314}',
  signature: 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
};
const other = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
const now = '2026-11-22T09:00:00.000Z';

test('an event is signed as the Standard Webhooks specification says', () => {
  expect(signed([vector.secret], vector)).toEqual({
    'webhook-id': vector.id,
    'webhook-timestamp': '1614265330',
    'webhook-signature': vector.signature,
  });
  expect(new Webhook(vector.secret).sign(vector.id, new Date(vector.at), vector.body)).toBe(vector.signature);
});

test('while a secret is changed both sign, and a receiver that knows either takes it', () => {
  const body = '{}';
  const headers = signed([other, vector.secret], { id: 'one', at: new Date().toISOString(), body });
  expect(headers['webhook-signature'].split(' ')).toHaveLength(2);
  for (const secret of [other, vector.secret]) expect(new Webhook(secret).verify(body, headers)).toEqual({});
  const unknown = new Webhook(`whsec_${Buffer.alloc(32, 8).toString('base64')}`);
  expect(() => unknown.verify(body, headers)).toThrow();
});

test.each([200, 201, 202, 204])('%i means that they have it, whatever the body', (status) => {
  expect(verdictOnWebhook({ kind: 'answered', status }, now).outcome).toBe('infrastructure-ack');
});

test.each([301, 308, 400, 401, 403, 404, 413, 422, 429, 500, 501, 503])('%i is tried again', (status) => {
  expect(verdictOnWebhook({ kind: 'answered', status }, now).outcome).toBe('later');
});

test('Retry-After is kept, 410 is about the address, an address that is not allowed is not tried again', () => {
  const told = { kind: 'answered', status: 503, retryAfter: '120' } as const;
  expect(verdictOnWebhook(told, now)).toMatchObject({ outcome: 'later', retryAfterSeconds: 120 });
  expect(verdictOnWebhook({ kind: 'answered', status: 410 }, now)).toMatchObject({ outcome: 'later', reason: 'gone' });
  expect(verdictOnWebhook({ kind: 'not-allowed', reason: 'x' }, now).outcome).toBe('refused');
  expect(verdictOnWebhook({ kind: 'unanswered', reason: 'timeout' }, now).outcome).toBe('unknown');
});
