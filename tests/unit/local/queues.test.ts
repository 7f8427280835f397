import { expect, test } from 'vitest';
import { queuesOf } from '../../../infra/local/queues/queues.ts';
import { openKept } from '../../../infra/local/state/kept.ts';
import { readTemplate } from '../../../infra/local/template/template.ts';
import { hubClock } from '../../../infra/local/time/hub-clock.ts';

const place = { account: '000000000000', region: 'eu-west-2', stack: 'Hub', queueOrigin: 'http://127.0.0.1:1' };
const arn = (id: string) => `arn:aws:sqs:eu-west-2:000000000000:Hub-${id}`;
const template = readTemplate(
  {
    Resources: {
      Dead: { Type: 'AWS::SQS::Queue' },
      Due: {
        Type: 'AWS::SQS::Queue',
        Properties: {
          VisibilityTimeout: 60,
          RedrivePolicy: { deadLetterTargetArn: { 'Fn::GetAtt': ['Dead', 'Arn'] }, maxReceiveCount: 2 },
        },
      },
    },
  },
  place,
  {},
);

const fresh = () => {
  const kept = openKept(undefined);
  const clock = hubClock();
  return { kept, clock, queues: queuesOf(template, kept, clock) };
};
const bodies = (messages: readonly { readonly body: string }[]) => messages.map(({ body }) => body);

test('a message that is received is hidden until its visibility timeout ends', () => {
  const { queues, clock } = fresh();
  queues.send(arn('Due'), 'first');
  expect(bodies(queues.receive(arn('Due'), 10))).toEqual(['first']);
  expect(queues.receive(arn('Due'), 10)).toEqual([]);
  clock.advance(60_000);
  expect(bodies(queues.receive(arn('Due'), 10))).toEqual(['first']);
});

test('a delayed message is not visible before its time', () => {
  const { queues, clock } = fresh();
  queues.send(arn('Due'), 'later', 5_000);
  expect(queues.receive(arn('Due'), 10)).toEqual([]);
  clock.advance(5_000);
  expect(bodies(queues.receive(arn('Due'), 10))).toEqual(['later']);
});

test('a message that was received too often goes to the dead letters instead', () => {
  const { queues, clock } = fresh();
  queues.send(arn('Due'), 'bad');
  for (const _ of [1, 2]) {
    expect(bodies(queues.receive(arn('Due'), 10))).toEqual(['bad']);
    clock.advance(60_000);
  }
  expect(queues.receive(arn('Due'), 10)).toEqual([]);
  expect(queues.lengths()).toEqual({ 'Hub-Dead': 1, 'Hub-Due': 0 });
});

test('who held a message too long can no longer remove it', () => {
  const { queues, clock } = fresh();
  queues.send(arn('Due'), 'slow');
  const [slow] = queues.receive(arn('Due'), 1);
  clock.advance(60_000);
  const [quick] = queues.receive(arn('Due'), 1);
  if (!slow || !quick) throw new Error('The message is gone');
  queues.remove(slow);
  expect(queues.lengths()['Hub-Due']).toBe(1);
  queues.remove(quick);
  expect(queues.lengths()['Hub-Due']).toBe(0);
});

test('after a new start, what the last process had in hand is visible at once', () => {
  const { queues, clock, kept } = fresh();
  queues.send(arn('Due'), 'in hand');
  queues.send(arn('Due'), 'delayed', 30_000);
  queues.receive(arn('Due'), 1);
  expect(bodies(queuesOf(template, kept, clock).receive(arn('Due'), 10))).toEqual(['in hand']);
});
