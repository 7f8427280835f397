import { randomUUID } from 'node:crypto';
import { DeleteItemCommand, DynamoDBClient, QueryCommand } from '@aws-sdk/client-dynamodb';
import { expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { systems } from '../../contracts/systems.ts';
import { workingDaysAfter } from '../../functions/domain/calendar.ts';
import { isWorkingKey } from '../../functions/identity/client-key.ts';
import { dynamoRegister } from '../../functions/identity/participants.ts';
import { now } from '../../functions/runtime/clock.ts';
import { changeWays } from '../../functions/usecases/change-ways.ts';
import { eventually } from '../../infra/local/demo/patience.ts';
import { referenceOf } from '../../infra/local/demo/peer/fhir.ts';
import { isAllowed, type Statement } from '../../infra/local/iam/policy.ts';
import { resourcePoliciesOf } from '../../infra/local/iam/resource-policies.ts';
import { grantsOf } from '../../infra/local/iam/roles.ts';
import { startMesh } from '../../infra/local/mesh/mesh.ts';
import { dynamodbOf, outputOf } from '../../infra/operator/connection.ts';
import { setWebhook } from '../../infra/operator/webhook.ts';
import { referralFor } from '../journeys/people.ts';
import { verifiedNumber } from '../unit/domain/referrals.ts';
import { atTheScreen, changesRoster, practiceAtTheScreen, printsCard, signsIn } from './at-the-pages.ts';
import { answersByLink, opensOwnPage } from './by-link.ts';
import { short, template } from './deployed.ts';
import { whenDeskReads } from './desk-reads.ts';
import { behind, ghosts } from './ghosts.ts';
import { atomsOf } from './grant-atoms.ts';
import { endpointThat, patience, type StartedHub, startedHub } from './hub.ts';
import { asksOften, changes, did, nextIsFull, parties, refers, wholeLoop } from './loop.ts';

const recorded = z.array(
  z.object({
    who: z.string(),
    through: z.string().optional(),
    asked: z.object({
      ...{ action: z.string(), resource: z.string(), service: z.string().optional() },
      context: z.record(z.string(), z.union([z.string(), z.array(z.string())])),
    }),
  }),
);

/** Granted for a day that has not come; everything else is used below. */
const notYet: Readonly<Record<string, string>> = {
  'kms:Sign TokenKeyBKey': 'signs once key A is replaced: the grant must be there before the switch',
  'kms:GetPublicKey TokenKeyBKey': 'read by the authoriser for tokens that it signed',
};

const noRoom = { coding: [{ system: systems.businessStatus, code: 'declined-no-capacity' }] };

/** A modulus 11 number of nobody: https://www.datadictionary.nhs.uk/attributes/nhs_number.html, range for tests. */
const traced = verifiedNumber('9990548609');

/** A group with a system of its own is told by webhook. */
const hooked = async (hub: StartedHub): Promise<void> => {
  const client = dynamodbOf(hub);
  const register = dynamoRegister({ client, table: outputOf(hub, 'LedgerTable') });
  const { allowedPrivateOrigins } = hub;
  const url = allowedPrivateOrigins[1] ?? '';
  await setWebhook('walking-group', url, { hub, register, clock: now, works: isWorkingKey, allowedPrivateOrigins });
  client.destroy();
};

/** As if it were lost by what the sweep finds messages that wait because their recipient is away. */
const withoutLines = async (hub: StartedHub): Promise<void> => {
  const client = new DynamoDBClient({ ...hub.dynamodb, credentials: { ...hub.dynamodb.credentials } });
  const Key = { pk: { S: 'LINES' }, sk: { S: 'L99902' } };
  await client.send(new DeleteItemCommand({ TableName: hub.outputs.ViewsTable, Key }));
  client.destroy();
};

/** A practice without an endpoint is sent what is for it by MESH, where it has no mailbox, and then by e-mail, which bounces. */
const reachedOtherwise = async (hub: StartedHub): Promise<void> => {
  const client = dynamodbOf(hub);
  const register = dynamoRegister({ client, table: outputOf(hub, 'LedgerTable') });
  const ports = { register, clock: now, secureMailDomains: ['nhs.net'] };
  const actor = { client: 'operator', organisation: 'handover' };
  for (const change of [
    { way: 'polls', fetches: false },
    { way: 'mesh', mailbox: 'X26NONE1' },
    { way: 'mail', address: 'bounce@practice.nhs.net' },
  ] as const)
    await changeWays(ports)({ actor, organisation: 'L99903', change });
  client.destroy();
};

/** The page that was sent counts as refused once SES says that it bounced. */
const cameBack = async (hub: StartedHub, referral: string): Promise<void> => {
  const client = new DynamoDBClient({ ...hub.dynamodb, credentials: { ...hub.dynamodb.credentials } });
  const messages = new QueryCommand({
    ...{ TableName: hub.outputs.ViewsTable, KeyConditionExpression: 'pk = :pk AND begins_with(sk, :sk)' },
    ExpressionAttributeValues: { ':pk': { S: `R#${referral}` }, ':sk': { S: 'L99903#M#' } },
  });
  await eventually(
    'the page that bounced is refused',
    async () =>
      (await client.send(messages)).Items?.some(({ outcome, way }) => outcome?.S === 'refused' && way?.S === 'mail') ||
      undefined,
    patience,
  );
  client.destroy();
};

/** Somebody is not safe: raised, told, closed; and a pause of new requests. */
const safeguarding = async (hub: StartedHub): Promise<void> => {
  const duty = await hub.as('safeguarding-lead', 'safeguarding-lead');
  const about = { kind: 'person' };
  const raised = did(
    await duty('POST', '/safeguarding/v1/concerns', { level: 'unsafe', who: 'adult', about, says: 'He is not safe' }),
  );
  // A form that no page of the hub made: whoever looks at it needs the secret of links.
  const forged = new URLSearchParams({ request: randomUUID(), made: (await hub.now()).toISOString(), token: 'x' });
  const by = { 'content-type': 'application/x-www-form-urlencoded', origin: hub.url };
  expect((await hub.ask('POST', '/safeguarding/form/link/walking-group', String(forged), by)).status).toBe(403);
  const { id } = z.object({ id: z.string() }).parse(raised.body);
  await whenDeskReads(hub, 'adults');
  await hub.settled('it was told');
  const later = await hub.as('safeguarding-lead', 'safeguarding-lead');
  const path = '/safeguarding/v1/duty';
  did(await later('POST', `${path}/organisations/mens-shed/pause`, { name: 'Bo Lead' }));
  did(await later('POST', `${path}/concerns/${id}/close`, { name: 'Bo Lead', outcome: 'Seen to' }));
};

/** A day of the hub: a loop, everybody who polls, somebody whose endpoint is away and then gone, a deadline that passes. */
const day = async (hub: StartedHub): Promise<void> => {
  const who = await parties(hub);
  await signsIn(hub);
  did(await hub.ask('GET', '/.well-known/jwks.json'));
  did(await hub.ask('GET', '/health'));
  await asksOften(hub);
  const ended = await wholeLoop(hub, who);
  const elsewhere = { ...who, practice: await hub.as('churchdown-surgery', 'L99902') };
  await wholeLoop(hub, elsewhere, referralFor({ organisation: 'L99902', patient: { identifier: [traced] } }));
  const otherwise = { ...who, practice: await hub.as('hucclecote-surgery', 'L99903') };
  const declined = await refers(otherwise, referralFor({ organisation: 'L99903' }));
  const statusReason = { text: 'No room' };
  await changes(who, declined.id, { status: 'rejected', statusReason, businessStatus: noRoom });
  await cameBack(hub, declined.id.slice(0, 26));
  const waiting = await refers(who);
  await hub.settled('all is delivered or waits');
  await behind(hub, ended.id);
  const { laid, end } = await ghosts(hub, [ended.id, waiting.id]);
  // The sweep tidies up after the ghost that is due; the other goes with the next version.
  await hub.advance(2);
  await laid();
  end();
  const accepted = await changes(who, waiting.id, { status: 'accepted' });
  await nextIsFull(who, await hub.as('mens-shed', 'mens-shed'), accepted);
  await hub.settled('it is projected');
  // In one that is over too: nothing but the comparison finds it there.
  (await ghosts(hub, ['nobody', waiting.id, ended.id])).end();
  // The hourly comparison finds the next, and a message that nobody took for an hour: the sweep knows nothing of it.
  for (const nth of ['first', 'second']) {
    // Twice: a delivery that is just ending may write its line again after it was lost.
    await withoutLines(hub);
    await hub.advance(61);
    await hub.settled(`the ${nth} comparison is over`);
  }
  // Nobody does anything any more: whoever owes is reminded, and somebody else is told.
  const now = await hub.now();
  const evening = Date.parse(workingDaysAfter(now.toISOString(), 8));
  await hub.advance((evening - now.getTime()) / 60_000);
  const later = await parties(hub);
  await eventually('the counts of the day were sent', async () => {
    const { mails } = z.object({ mails: z.array(z.unknown()) }).parse(await hub.control('/outbox'));
    return mails.length > 0 ? true : undefined;
  });
  await eventually('something is overdue', async () =>
    did(await later.coordinator('GET', '/overdue')).text.includes('HO-') ? true : undefined,
  );
  // To nobody else is it said that nothing is overdue: it is no list of theirs.
  expect((await later.practice('GET', '/overdue')).status).toBe(403);
  await atTheScreen(hub);
  await practiceAtTheScreen(hub);
  await changesRoster(hub);
  await answersByLink(hub);
  await printsCard(hub, await opensOwnPage(hub));
  did(await hub.ask('GET', '/figures'));
  await hub.ask('GET', '/FHIR/R4/Task', undefined, { authorization: 'Bearer of-nobody' });
  const form = { 'content-type': 'application/x-www-form-urlencoded' };
  await hub.ask('POST', '/oauth2/token', 'grant_type=client_credentials', form);
  const since = 'recipient=Organization/L99901&_lastUpdated=ge2026-11-01T00:00:00Z';
  did(await later.practice('GET', `/FHIR/R4/Communication?${since}`));
  did(await later.practice('GET', `/FHIR/R4/Task?identifier=${systems.reference}|${referenceOf(ended)}`));
  did(await later.coordinator('GET', '/FHIR/R4/Task?status=requested'));
  did(await later.coordinator('GET', '/FHIR/R4/HealthcareService'));
  did(await hub.ask('GET', '/directory/v3'));
  did(await later.group('GET', '/partner/v1/invitations?status=new'));
  did(await later.group('POST', '/partner/v1/room', { room: 'has-room' }));
  await safeguarding(hub);
  await hub.settled('the sweep is over');
};

test('every grant is used, by a function or by a service of AWS, and without any one of them something is denied', async () => {
  const statuses = [503, 400, 410];
  const mesh = await startMesh({ exists: () => false, now: Date.now });
  onTestFinished(mesh.stop);
  const hub = await startedHub({
    synthetic: 'on',
    mesh: mesh.url,
    people: true,
    // The second is of nobody yet.
    endpoints: { L99902: await endpointThat(() => statuses.shift() ?? 410), webhook: await endpointThat(() => 204) },
  });
  await hooked(hub);
  await reachedOtherwise(hub);
  await day(hub).catch((error) => {
    throw new Error(`${error}\n${hub.said.join('\n')}`);
  });
  const asked = recorded.parse(await hub.control('/asked'));
  const policies = new Map<string, readonly Statement[]>([...grantsOf(template), ...resourcePoliciesOf(template)]);
  let taken = 0;
  const unused = [...policies].flatMap(([holder, statements]) => {
    const here = asked.filter((one) => one.who === holder || one.asked.resource === holder).map((one) => one.asked);
    const own = here.filter((one) => isAllowed(statements, one));
    return atomsOf(statements).flatMap(({ grant, without }) => {
      taken += 1;
      return own.every((one) => isAllowed(without, one))
        ? [`${short(holder)}: ${grant.split(' ').map(short).join(' ')}`]
        : [];
    });
  });
  expect(taken).toBeGreaterThan(100);
  expect(unused.filter((grant) => !Object.keys(notYet).some((known) => grant.endsWith(known)))).toEqual([]);
});
