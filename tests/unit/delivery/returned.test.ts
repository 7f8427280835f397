import { expect, test } from 'vitest';
import { returnedIn } from '../../../functions/delivery/mail/returned.ts';
import { workIn } from '../../../functions/delivery/queue.ts';

const document = '81e1722c-b7ff-8029-8418-376707169f11';
const event = (detail: object, tags: object = { document: [document] }) => ({
  ...{ source: 'aws.ses', 'detail-type': 'Email Bounced', account: '000000000000' },
  detail: { mail: { messageId: 'x', destination: ['letters@practice.nhs.net'], tags }, ...detail },
});
const bounce = (bounceType: string, ...actions: readonly (string | undefined)[]) =>
  event({
    eventType: 'Bounce',
    bounce: {
      ...{ bounceType, bounceSubType: 'General' },
      bouncedRecipients: actions.map((action) => ({ emailAddress: 'letters@practice.nhs.net', action })),
    },
  });

test.each([
  ['a permanent bounce', bounce('Permanent'), 'bounced'],
  ['a full mailbox, for which SES gave up', bounce('Transient', 'failed'), 'bounced'],
  ['a bounce of a kind that SES cannot tell, reported as failed', bounce('Undetermined', 'Failed'), 'bounced'],
  ['a complaint', event({ eventType: 'Complaint', complaint: {} }), 'complained'],
  ['a rejection by SES', event({ eventType: 'Reject', reject: { reason: 'Bad content' } }), 'rejected'],
])('%s ends this way for the page that it names', (_, said, because) => {
  expect(returnedIn(said)).toEqual({ document, because });
  expect(workIn(JSON.stringify(said))).toEqual({ kind: 'returned', returned: { document, because } });
});

test('counts of the day that come back name whose they are', () => {
  const tags = { digest: ['CWS01'] };
  expect(returnedIn(event({ eventType: 'Complaint' }, tags))).toEqual({ digest: 'CWS01', because: 'complained' });
});

test.each([
  ['an out-of-office reply, which SES calls a soft bounce', bounce('Transient', undefined)],
  ['a report that it is delayed', bounce('Transient', 'delayed')],
  ['a delay', event({ eventType: 'DeliveryDelay', deliveryDelay: { delayType: 'MailboxFull' } })],
  ['a delivery', event({ eventType: 'Delivery', delivery: {} })],
])('%s says nothing', (_, said) => {
  expect(returnedIn(said)).toEqual({ document });
});

test.each([
  ['without our name for the page', event({ eventType: 'Complaint' }, {}), { because: 'complained' }],
  [
    'with a name that is none of ours',
    event({ eventType: 'Complaint' }, { document: ['R#a'] }),
    { because: 'complained' },
  ],
  ['with two names', event({ eventType: 'Delivery' }, { document: [document, document] }), {}],
  ['in words that SES did not have', { source: 'aws.ses', detail: {} }, {}],
])('an event of SES %s is of an e-mail that nobody knows, and no dead letter', (_, said, because) => {
  const returned = { nobodys: true, ...because };
  expect(workIn(JSON.stringify(said))).toEqual({ kind: 'returned', returned });
});

test('an event of another service is no work, and ends with the dead letters', () => {
  const said = { ...bounce('Permanent'), source: 'somebody' };
  expect(returnedIn(said)).toBeUndefined();
  expect(() => workIn(JSON.stringify(said))).toThrow();
});
