import { afterAll, beforeAll, expect, test } from 'vitest';
import { extensions, systems } from '../../contracts/systems.ts';
import { obligations } from '../../functions/domain/owed/obligations.ts';
import { dynamoLedger } from '../../functions/ledger/dynamo-ledger.ts';
import { accept, complete } from '../../infra/local/demo/acts.ts';
import { eventually } from '../../infra/local/demo/patience.ts';
import { have } from '../../infra/local/demo/programs.ts';
import { dynamodbOf, outputOf } from '../../infra/operator/connection.ts';
import { type Caller, callerAs, type Got } from './caller.ts';
import { type JourneyHub, startJourneys } from './hub.ts';
import { allQuiet, practiceHears, type Sent, send, serviceSeesStatus, toldAbout, topicsAbout } from './journey.ts';
import { referralFor } from './people.ts';

let hub: JourneyHub;
let practice: Caller;
let service: Caller;
beforeAll(async () => {
  hub = await startJourneys();
  practice = await callerAs(hub, 'churchdown-surgery', 'L99901');
  service = await callerAs(hub, 'wellbeing-service', 'CWS01');
});
afterAll(() => hub?.stop());

const writes = async (who: Caller, sent: Sent, kind: string, text: string, inResponseTo?: object): Promise<string> => {
  const body = {
    ...{ resourceType: 'Communication', status: 'completed', about: [{ reference: `Task/${sent.id}.t1` }] },
    category: [{ coding: [{ system: systems.recordKind, code: kind }] }],
    payload: [{ contentString: text }],
    ...(inResponseTo ? { inResponseTo: [inResponseTo] } : {}),
  };
  const got = await who({ method: 'POST', path: '/FHIR/R4/Communication', body });
  expect(got.status, got.text).toBe(201);
  return Reflect.get(Object(got.body), 'id');
};

/** A named person there says that they have read it. */
const reads = async (who: Caller, message: string): Promise<void> => {
  const body = {
    ...{ resourceType: 'Communication', status: 'completed', sender: { display: 'Priya Shah, link worker' } },
    category: [{ coding: [{ system: systems.recordKind, code: 'acknowledgement' }] }],
    inResponseTo: [{ reference: `Communication/${message}` }],
  };
  const got = await who({ method: 'POST', path: '/FHIR/R4/Communication', body });
  expect(got.status, got.text).toBe(201);
};

const linesOf = (message: Awaited<ReturnType<typeof toldAbout>>[number] | undefined) =>
  message?.communication.payload?.map((p) => p.contentString);
const practiceReads = (sent: Sent, text: string) =>
  eventually(`the practice has "${text}"`, async () =>
    (await toldAbout(hub.practice, sent.reference)).find((m) => linesOf(m)?.includes(text)),
  );
const found = (got: Got): string => (got.status === 200 ? got.text : '');

const owedIn = async (sent: Sent): Promise<string[]> => {
  const running = await hub.running();
  const client = dynamodbOf(running);
  const loaded = await dynamoLedger({ client, table: outputOf(running, 'LedgerTable') }).load(sent.id);
  client.destroy();
  if (!loaded) throw new Error('No such referral');
  return obligations(loaded.referral).map((o) => o.what);
};

test('both sides ask and answer, a number is corrected, and somebody reads how it ended: nothing is owed any more', async () => {
  const sent = await send(hub, referralFor());
  const { reference } = sent;
  await serviceSeesStatus(hub, sent, 't1', 'requested');
  await accept(hub, reference);

  const question = await writes(practice, sent, 'question', 'Has she been seen at home?');
  expect(await owedIn(sent)).toContain('answer-question');
  const search = `/FHIR/R4/Communication?recipient=Organization/CWS01&about=Task/${sent.id}.t1`;
  expect(found(await service({ method: 'GET', path: search }))).toContain('Has she been seen at home?');
  await writes(service, sent, 'answer', 'Yes, on Monday.', { reference: `Communication/${question}` });
  expect(linesOf(await practiceReads(sent, 'Yes, on Monday.'))).toEqual([
    'No action for the practice.',
    'The Community Wellbeing Service answers:',
    'Yes, on Monday.',
  ]);

  await writes(service, sent, 'question', 'Does she use a walking frame?');
  const asked = await practiceReads(sent, 'Does she use a walking frame?');
  expect(linesOf(asked)?.[0]).toBe('Action for the practice: please answer a question.');
  // As its own system knows it: by the identifier with which it was delivered.
  const answer = await writes(practice, sent, 'answer', 'No, a stick.', {
    identifier: asked.communication.identifier?.[0],
  });
  expect(found(await service({ method: 'GET', path: search }))).toContain('No, a stick.');
  expect(await owedIn(sent)).not.toContain('answer-question');
  expect(await owedIn(sent)).toContain('read-note');
  await reads(service, answer);
  expect(await owedIn(sent)).not.toContain('read-note');

  const person = `/FHIR/R4/Patient/${sent.id}.p1`;
  const read = await service({ method: 'GET', path: person });
  const safe = [{ url: extensions.contactSafety, valueCode: 'safe' }];
  const body = { ...Object(read.body), telecom: [{ system: 'phone', value: '01632 960777', extension: safe }] };
  const ifMatch = { 'if-match': read.headers.get('etag') ?? '' };
  const corrected = await service({ method: 'PUT', path: person, body, headers: ifMatch });
  expect(corrected.status, corrected.text).toBe(200);
  await practiceHears(hub, sent, 'contact-corrected');
  expect(found(await practice({ method: 'GET', path: person }))).toContain('01632 960777');

  await complete(hub, reference);
  await practiceHears(hub, sent, 'closing');
  expect(await owedIn(sent)).toEqual(['closing-acknowledged']);
  const said = await have(hub.practice, 'acknowledge', { reference, topic: 'closing', by: 'Sam Patel, reception' });
  expect(said.status).toBe(201);
  const again = await have(hub.practice, 'acknowledge', { reference, topic: 'closing', by: 'Dr Okafor' });
  expect([again.status, again.body]).toMatchObject([200, { sender: { display: 'Sam Patel, reception' } }]);
  expect(await owedIn(sent)).toEqual([]);

  await allQuiet(hub);
  expect((await topicsAbout(hub.practice, reference)).filter((topic) => topic !== undefined)).toEqual([
    ...['first-conversation', 'contact-corrected', 'closing'],
  ]);
});
