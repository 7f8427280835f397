import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { eventually } from '../../infra/local/demo/patience.ts';
import { referralFor } from '../journeys/people.ts';
import { comesBackWithNothing, lookedAt, unreadable } from './at-the-pages.ts';
import { openedByLink, openedFor } from './by-link.ts';
import { hub as deployed } from './deployed.ts';
import { endpointThat, onQueue, pageThatBounces, patience, type StartedHub, startedHub, strangeMesh } from './hub.ts';
import { parties, refers, wholeLoop } from './loop.ts';
import { haunt, loseVersion, readsNowhere } from './lost-items.ts';
import { none, refusedBy, secrets } from './refused.ts';
import { all, broken, unrecorded, withChanged, withoutResource, withoutService } from './taken-away.ts';

const alarms = deployed.resources.filter(({ type }) => type === 'AWS::CloudWatch::Alarm').map(({ id }) => id);
/** Seen to turn to ALARM, by the fault that each is for. */
const seen = new Set<string>();

const rings = async (hub: StartedHub, ...starts: readonly string[]): Promise<void> => {
  for (const start of starts) {
    const { id, state } = await hub.rings(start);
    expect([start, state]).toEqual([start, 'ALARM']);
    seen.add(id);
  }
};

test('a whole loop and one of nobody ring nothing, not even while time passes, and nobody is shown the other', async () => {
  const hub = await startedHub({ synthetic: 'on' });
  const who = await parties(hub);
  await wholeLoop(hub, who);
  const { id } = await refers(who);
  const rounds = z.object({ synthetic: z.object({ errors: z.literal(0) }) });
  await eventually(
    'a referral of nobody has gone round',
    async () => rounds.safeParse(await hub.control('/counts')).data,
    patience,
  );
  await hub.quiet();
  expect((await hub.states()).map(({ id }) => id).sort()).toEqual([...alarms].sort());
  expect([...(await hub.ringing())]).toEqual([]);
  const shown = await who.coordinator('GET', '/FHIR/R4/Task?owner=Organization/CWS01');
  expect(shown.text).toContain(id);
  expect(shown.text).not.toContain('synthetic-');
  for (let n = 0; n < 3; n += 1) {
    await hub.advance(3);
    await hub.quiet();
  }
  expect([...(await hub.ringing())]).toEqual([]);
});

test('functions that fail ring, what was for them is kept, and a heart that stops is heard', async () => {
  const change = all(
    broken(
      ...['IntakeFhirApi', 'IntakePartnerApi', 'IntakeWeb', 'SignInPages', 'IntakeHealth', 'Links'],
      'Projection',
      'Delivery',
      'Chase',
      ...['Reconcile', 'Digest', 'Anchoring', 'Directory'],
    ),
    // As if it had been tried for long.
    withChanged('AWS::Lambda::EventSourceMapping', 'ProjectionProjectFunctionLedgerStream', (properties) => ({
      ...properties,
      MaximumRetryAttempts: 2,
    })),
    withChanged('AWS::SQS::Queue', 'ProjectionUnprojected', (properties) => ({
      ...properties,
      RedrivePolicy: { ...Object(properties.RedrivePolicy), maxReceiveCount: 4 },
    })),
  );
  const hub = await startedHub({ change });
  const asGroup = await hub.as('walking-group', 'walking-group');
  // Registering the organisations wrote to the ledger: the stream waits, until it was tried for as long as here.
  await hub.advance(2);
  await rings(hub, 'ProjectionBehind');
  expect((await asGroup('GET', '/partner/v1/invitations')).status).toBe(502);
  expect((await hub.ask('GET', '/FHIR/R4/metadata')).status).toBe(502);
  expect((await hub.ask('GET', '/errors')).status).toBe(502);
  expect((await hub.ask('GET', '/sign-in')).status).toBe(502);
  expect((await hub.ask('GET', '/health')).status).toBe(502);
  expect((await hub.ask('GET', '/l/nothing')).status).toBe(502);
  await rings(hub, 'IntakePartnerApiFailing', 'IntakeFhirApiFailing', 'IntakeWebFailing', 'IntakeHttpFailing');
  expect((await hub.ask('GET', '/directory/v3')).status).toBe(502);
  await rings(hub, 'SignInPagesFailing', 'DirectoryApiFailing', 'DirectoryImportFailing', 'DirectoryMissedFilled');
  await rings(hub, 'IntakeHealthFailing', 'LinksFailing');
  await onQueue(hub, 'DeliveryQueueUrl', JSON.stringify({ referral: '0'.repeat(26) }));
  await rings(hub, 'DigestFailing', 'DigestMissedFilled', 'ReconcileFailing', 'ReconcileMissedFilled');
  await rings(hub, 'AnchoringAnchorFailing', 'AnchoringMissedFilled', 'ChaseFailing', 'ChaseMissedFilled');
  await rings(hub, 'DeliveryDeliverFailing', 'ProjectionProjectFailing');
  const minutes = async (...steps: readonly number[]): Promise<void> => {
    for (const step of steps) {
      await hub.advance(step);
      await hub.settled('the queues were looked at');
      await hub.states();
    }
  };
  await minutes(6.1, 6.1, 1.5);
  await rings(hub, 'ProjectionUnprojectedStuck', 'DeliveryDueSlow');
  await minutes(6.1, 6.1, 6.1);
  await rings(hub, 'DeliveryUndeliverableFilled', 'ProjectionUnprojectableFilled');
  await rings(hub, 'ChaseStopped', 'ProjectionStopped');
});

test('a sign-in that fails rings, of a system and of a person', async () => {
  const hub = await startedHub({ people: true, change: broken('IntakeToken', 'IntakeAuthorise') });
  expect(await comesBackWithNothing(hub)).toBe(502);
  await rings(hub, 'SignInPagesSignInFailing');
  const body = new URLSearchParams({ grant_type: 'client_credentials' }).toString();
  expect((await hub.ask('POST', '/oauth2/token', body)).status).toBe(502);
  const unauthorised = await hub.ask('GET', '/FHIR/R4/Task', undefined, { authorization: 'Bearer x' });
  expect(unauthorised).toMatchObject({ status: 503, body: { resourceType: 'OperationOutcome' } });
  await rings(hub, 'IntakeTokenFailing', 'IntakeAuthoriseFailing');
});

test('what cannot be kept on record is not shown, and rings; what was sent rings too', async () => {
  const endpoints = { CWS01: await endpointThat(() => 400) };
  const hub = await startedHub({
    people: true,
    endpoints,
    change: all(...['Intake', 'Delivery', 'SignIn', 'Links'].map(unrecorded)),
  });
  const who = await parties(hub);
  const { id } = await refers(who);
  expect((await who.coordinator('GET', `/FHIR/R4/Task/${id}`)).status).toBe(503);
  expect((await who.group('GET', '/partner/v1/invitations')).status).toBe(503);
  expect((await who.coordinator('GET', '/overdue')).status).toBe(503);
  expect(await lookedAt(hub, 'CWS01')).toBe(503);
  expect(await openedByLink(hub)).toBe(503);
  const stranger = await hub.ask('GET', '/FHIR/R4/Task', undefined, { authorization: 'Bearer x' });
  expect([401, 403]).toContain(stranger.status);
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  expect((await hub.ask('POST', '/oauth2/token', 'grant_type=x', headers)).status).toBe(400);
  await hub.settled('the coordinator is told');
  await rings(hub, 'IntakeFhirApiUnrecorded', 'IntakePartnerApiUnrecorded', 'IntakeWebUnrecorded');
  await rings(hub, 'SignInPagesUnrecorded', 'LinksUnrecorded');
  await rings(hub, 'IntakeAuthoriseUnrecorded', 'IntakeTokenUnrecorded', 'DeliveryUnrecorded');
});

test('a referral of nobody that is refused rings at once, and one that does not come after half an hour', async () => {
  const hub = await startedHub({ synthetic: 'on', change: broken('IntakePartnerApi') });
  await rings(hub, 'SyntheticFailing', 'SyntheticMissedFilled');
  await hub.advance(31);
  await rings(hub, 'SyntheticStopped');
});

test('a key that EventBridge may not use rings, and the event is kept', async () => {
  // The archive could not even have been made.
  const noKey = withoutService('AWS::KMS::Key', 'MessagesKey', 'events.amazonaws.com');
  const hub = await startedHub({ change: all(noKey, withoutResource('AWS::Events::Archive', 'Events')) });
  await refers(await parties(hub));
  await rings(hub, 'EventsUndecipherableFilled');
});

test('a queue that EventBridge may not fill rings, and the event is kept', async () => {
  const hub = await startedHub({
    change: withoutService('AWS::SQS::QueuePolicy', 'DeliveryDue', 'events.amazonaws.com'),
  });
  await refers(await parties(hub));
  await rings(hub, 'DeliveryUnroutedFilled');
  const set = deployed.resources.find(({ id }) => /^DeliveryMailSet[0-9A-F]{8}$/.test(id))?.id ?? '';
  await pageThatBounces(hub, set);
  await rings(hub, 'DeliveryMailUnheardFilled');
});

test('a queue out of which nobody takes anything rings', async () => {
  const unread = withoutResource('AWS::Lambda::EventSourceMapping', 'ProjectionProjectFunctionUnprojected');
  const hub = await startedHub({ change: unread });
  await onQueue(hub, 'QueueProjectionUnprojected', 'of a referral');
  await hub.advance(11);
  await rings(hub, 'ProjectionUnprojectedSlow');
});

test('a version that is gone, an endpoint that is gone and a message that nobody takes ring', async () => {
  const endpoints = { L99902: await endpointThat(() => 410), L99901: await endpointThat(() => 400) };
  const hub = await startedHub({ endpoints, mesh: await strangeMesh() });
  const who = await parties(hub);
  const lost = await wholeLoop(hub, who);
  const second = { ...who, practice: await hub.as('churchdown-surgery', 'L99902') };
  await wholeLoop(hub, second, referralFor({ organisation: 'L99902' }));
  await onQueue(hub, 'DeliveryQueueUrl', JSON.stringify({ mailbox: true }));
  await rings(hub, 'DeliveryGivenUp', 'DeliveryEndpointGone', 'DeliveryStrange');
  await hub.advance(1);
  await rings(hub, 'ChaseUndelivered');
  await readsNowhere(hub);
  await hub.advance(16);
  await rings(hub, 'DirectoryImportUnread');

  // Of one that owes nothing for days: whatever the sweep looks at it puts right, and might be there first.
  // A token lasts five minutes, and time was moved.
  const waiting = await refers(await parties(hub));
  await hub.settled('it is projected');
  await haunt(hub, waiting.id);
  await hub.advance(61);
  await rings(hub, 'ReconcileDrift');

  const referral = lost.id.slice(0, 26);
  await loseVersion(hub, `R#${referral}`);
  await rings(hub, 'ProjectionGap');
  const later = await parties(hub);
  expect((await later.practice('GET', `/FHIR/R4/Task/${lost.id}`)).status).toBe(500);
  expect((await later.group('GET', `/partner/v1/invitations/${referral}.t2`)).status).toBe(500);
  await rings(hub, 'IntakeFhirApiAnswering500', 'IntakePartnerApiAnswering500');
  await onQueue(hub, 'DeliveryQueueUrl', 'nothing that anybody wrote');
  await rings(hub, 'DeliveryBroken');
  await hub.advance(61);
  await rings(hub, 'ChaseGap', 'ReconcileGap');

  // Nobody looks at one that was just sent: everybody is reminded of it, one working day after another.
  await refers(await parties(hub));
  for (const days of [9, 4, 4, 4]) {
    await hub.advance(days * 24 * 60);
    await hub.settled('whoever owes is reminded');
  }
  await hub.advance(1);
  await rings(hub, 'ChaseSilent', 'ChaseStuck');
  await unreadable(hub, 'CWS01');
  expect(await lookedAt(hub, 'CWS01')).toBe(500);
  expect(await openedFor(hub, 'CWS01')).toBe(500);
  await rings(hub, 'SignInPagesAnswering500', 'LinksAnswering500');
});

test('what the firewall refuses rings by rule, and its log says whom, and nothing that is of a person', async () => {
  const data = mkdtempSync(join(tmpdir(), 'handover-firewall-'));
  const change = withChanged('AWS::WAFv2::WebACL', 'Intake', ({ Rules, ...acl }) => {
    const [first, ...others] = z.array(z.looseObject({ Statement: z.unknown() })).parse(Rules);
    const RateBasedStatement = { AggregateKeyType: 'IP', Limit: Object.keys(refusedBy).length - 1 };
    return { ...acl, Rules: [{ ...first, Statement: { RateBasedStatement } }, ...others.map(none)] };
  });
  const hub = await startedHub({ change, data });
  for (const ask of Object.values(refusedBy)) expect(await ask(hub)).toBe(403);
  const ringing = await hub.ringing();
  expect([...ringing].filter((id) => id.startsWith('IntakeHttpFirewallLeadsNowhere'))).toEqual([]);
  const rules = Object.keys(refusedBy).filter((rule) => rule !== 'LeadsNowhere');
  await rings(hub, ...rules.map((rule) => `IntakeHttpFirewall${rule}Blocked`));
  const log = readFileSync(join(data, 'logs/firewall.log'), 'utf8');
  const said = log.trim().split('\n');
  expect(said.map((line) => JSON.parse(line).terminatingRuleId)).toEqual(Object.keys(refusedBy));
  for (const line of said) expect(line).toMatch(/127\.0\.0\.7.*(GET|POST|PROPFIND) of \d+.*L99901/);
  expect(secrets.filter((secret) => log.includes(secret))).toEqual([]);
  await hub.stop();
  rmSync(data, { recursive: true });
});

test('each alarm of the template was seen to turn to ALARM by its fault', () => {
  // Those of the safeguarding route: safeguarding-alarms.test.ts.
  expect(alarms.filter((id) => !seen.has(id) && !id.startsWith('Safeguarding'))).toEqual([]);
});
