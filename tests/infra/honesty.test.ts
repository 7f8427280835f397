import { expect, test } from 'vitest';
import { z } from 'zod';
import { localHub, startedHub } from './hub.ts';
import { parties, refers } from './loop.ts';
import { all, withChanged, withoutResource } from './taken-away.ts';

/** What a change of the template does in the cloud it does on this machine. */

const counts = z.record(z.string(), z.object({ invocations: z.number() }));
const indexes = z.array(z.looseObject({ IndexName: z.string() }));

test('a property that nobody taught the runtime stops the start: it may mean something', async () => {
  const change = withChanged('AWS::Lambda::Function', 'Chase', (properties) => ({ ...properties, VpcConfig: {} }));
  await expect(localHub({ change })).rejects.toThrow(/AWS::Lambda::Function Chase\w+ is more than infra\/local runs/);
});

test('an alarm, a schedule or a condition of another kind stops the start', async () => {
  const other = withChanged('AWS::Scheduler::Schedule', 'Chase', (properties) => ({
    ...properties,
    ScheduleExpression: 'at(2027-01-01T09:00:00)',
  }));
  await expect(localHub({ change: other })).rejects.toThrow('infra/local runs rate() and cron() schedules only');
  const policy = withChanged('AWS::IAM::Policy', 'Chase', (properties) => ({
    ...properties,
    PolicyDocument: { Statement: [{ Effect: 'Allow', NotAction: 'iam:*', Resource: '*' }] },
  }));
  await expect(localHub({ change: policy })).rejects.toThrow('is more than infra/local runs');
});

test('a renamed route, a changed rule, a removed index and a missing permission have the effect that they would have', async () => {
  const change = all(
    withChanged('AWS::ApiGateway::Resource', 'IntakeHttpApipartnerv1', (properties) =>
      properties.PathPart === 'v1' ? { ...properties, PathPart: 'v2' } : properties,
    ),
    withChanged('AWS::Events::Rule', 'Delivery', (properties) => ({
      ...properties,
      EventPattern: { source: ['somebody-else'] },
    })),
    withChanged('AWS::DynamoDB::GlobalTable', 'StorageViews', (properties) => ({
      ...properties,
      AttributeDefinitions: z
        .array(z.looseObject({ AttributeName: z.string() }))
        .parse(properties.AttributeDefinitions)
        .filter(({ AttributeName }) => !['list', 'listed'].includes(AttributeName)),
      GlobalSecondaryIndexes: indexes
        .parse(properties.GlobalSecondaryIndexes)
        .filter(({ IndexName }) => IndexName !== 'worklist'),
    })),
    withoutResource('AWS::Lambda::Permission', 'IntakeHttpApiApiPermissionApiScopedHandoverIntakeWeb'),
  );
  const hub = await startedHub({ change });
  const who = await parties(hub);
  const outcome = { resourceType: 'OperationOutcome' };

  expect(await who.group('GET', '/partner/v1/invitations')).toMatchObject({ status: 404, body: outcome });
  // The function is asked, and knows nothing of the new name: only the table of the gateway was changed.
  expect((await who.group('GET', '/partner/v2/invitations')).headers.get('content-type')).toContain('problem+json');

  await refers(who);
  // Before the sweep of the next minute, which would find what no event told of.
  await hub.settled('it is projected');
  expect(counts.parse(await hub.control('/counts'))).not.toHaveProperty('deliver');

  const since = '/FHIR/R4/Task?owner=Organization/CWS01&_lastUpdated=ge2026-11-01T00:00:00Z';
  expect((await who.coordinator('GET', since)).status).toBe(200);
  const open = '/FHIR/R4/Task?owner=Organization/CWS01';
  expect(await who.coordinator('GET', open)).toMatchObject({ status: 500, body: outcome });

  expect(await hub.ask('GET', '/errors')).toMatchObject({ status: 500, body: outcome });
});

test('an alarm whose metric nothing emits stops the start: it would be silent for ever', async () => {
  const change = withChanged('AWS::CloudWatch::Alarm', 'ChaseStopped', (properties) => ({
    ...properties,
    MetricName: 'Hartbeat',
  }));
  await expect(startedHub({ change })).rejects.toThrow(
    'watches Handover Hartbeat, which nothing in the template emits',
  );
});
