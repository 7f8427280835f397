import { expect, test } from 'vitest';
import { z } from 'zod';
import { readTemplate } from '../../../infra/local/template/template.ts';

const place = { account: '000000000000', region: 'eu-west-2', stack: 'Hub', queueOrigin: 'http://127.0.0.1:1' };
const queue = { Type: 'AWS::SQS::Queue', Properties: { MessageRetentionPeriod: 60 } };
const read = (template: object, parameters = {}) => readTemplate(template, place, parameters);

test('a resource type that is neither run nor listed stops the start, and the sentence names it', () => {
  expect(() => read({ Resources: { Queue: queue, Bucket: { Type: 'AWS::S3::Bucket' } } })).toThrow(
    /AWS::S3::Bucket.*neither runs nor lists/,
  );
});

test('a property that is not understood stops the start too', () => {
  const template = read({ Resources: { Queue: { ...queue, Properties: { FifoQueue: true } } } });
  expect(() => template.all('AWS::SQS::Queue', z.strictObject({}))).toThrow(/AWS::SQS::Queue Queue is more than/);
});

const isLive = { 'Fn::Equals': [{ Ref: 'Stage' }, 'live'] };

test.each([
  ['holds', isLive, [1, 0]],
  ['does not hold and need not', { 'Fn::Not': [isLive] }, [0, 1]],
])('a resource is there when its condition on a parameter %s', (_, Live, counts) => {
  const Resources = { Queue: { ...queue, Condition: 'Live' } };
  const queues = (given: string) =>
    read({ Conditions: { Live }, Resources, Parameters: { Stage: { Default: given } } }).all(queue.Type, z.unknown());
  expect([queues('live'), queues('trial')].map(({ length }) => length)).toEqual(counts);
});

test('a resource that depends on a condition that nobody states stops the start', () => {
  expect(() => read({ Resources: { Queue: { ...queue, Condition: 'Live' } } })).toThrow(
    'the condition Live, which the template does not state',
  );
});

test('queues live where the local endpoint is, because the SDK sends messages to the URL itself', () => {
  const template = read({ Resources: { Queue: queue }, Outputs: { Url: { Value: { Ref: 'Queue' } } } });
  expect(template.outputs).toEqual({ Url: 'http://127.0.0.1:1/000000000000/Hub-Queue' });
});

test('a parameter has the value given, else its default, else none at all', () => {
  const template = {
    Parameters: { Given: {}, Defaulted: { Default: 'default' } },
    Resources: {},
    Outputs: { A: { Value: { Ref: 'Given' } }, B: { Value: { Ref: 'Defaulted' } } },
  };
  expect(read(template, { Given: 'given' }).outputs).toEqual({ A: 'given', B: 'default' });
  expect(() => read(template)).toThrow('Given, which has no value');
});
