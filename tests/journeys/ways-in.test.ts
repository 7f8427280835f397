import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { extensions, systems } from '../../contracts/systems.ts';
import { accept, attend, book, complete, takeOn } from '../../infra/local/demo/acts.ts';
import { barsCancellation, barsMessage, inHeader } from '../integration/fhir/bars-message.ts';
import { type Caller, callerAs, type Got } from './caller.ts';
import { type JourneyHub, startJourneys } from './hub.ts';
import { allQuiet, practiceHears, type Sent, serviceSeesStatus, tasksAt, topicsAbout } from './journey.ts';
import { referralFor } from './people.ts';
import { expectOutcome } from './refused.ts';

let hub: JourneyHub;
let practice: Caller;
beforeAll(async () => {
  hub = await startJourneys();
  practice = await callerAs(hub, 'churchdown-surgery', 'L99901');
});
afterAll(() => hub?.stop());

const post = (path: string, body: object, headers: Record<string, string> = {}): Promise<Got> =>
  practice({ method: 'POST', path: `/FHIR/R4${path}`, body, headers });

/** The ids are the caller's own already. */
const toTheService = {
  'nhsd-target-identifier': inHeader({ system: 'https://fhir.nhs.uk/Id/ods-organization-code', value: 'CWS01' }),
};

const requestIn = z.looseObject({ resourceType: z.literal('ServiceRequest'), id: z.string(), status: z.string() });
const taskIn = z.looseObject({
  id: z.string(),
  status: z.string(),
  identifier: z.array(z.object({ system: z.string(), value: z.string() })),
});
const bundleOf = z.looseObject({
  entry: z.array(
    z.looseObject({ resource: z.unknown().optional(), response: z.object({ location: z.string() }).optional() }),
  ),
});

/** What was sent, from the id of its ServiceRequest: the reference is on its Task. */
const sentAs = async (request: string): Promise<Sent> => {
  const id = request.split('.')[0] ?? '';
  const read = await practice({ method: 'GET', path: `/FHIR/R4/Task/${id}.t1` });
  const { identifier } = taskIn.parse(read.body);
  const reference = identifier.find((i) => i.system === systems.reference)?.value ?? '';
  return { organisation: 'L99901', reference, id, request: `ServiceRequest/${request}` };
};

const idInMessage = (got: Got): string => {
  expect(got.status, got.text).toBe(200);
  return bundleOf
    .parse(got.body)
    .entry.map(({ resource }) => requestIn.safeParse(resource).data?.id)
    .find((id) => id !== undefined) as string;
};

const idInTransaction = (got: Got): string => {
  expect(got.status, got.text).toBe(200);
  const places = bundleOf.parse(got.body).entry.map((e) => e.response?.location.split('/') ?? []);
  return places.find(([type]) => type === 'ServiceRequest')?.[1] ?? '';
};

const idIn = (got: Got): string => {
  expect(got.status, got.text).toBe(201);
  return requestIn.parse(got.body).id;
};

const entriesOf = (bundle: ReturnType<typeof referralFor>) => bundle.entry.map((e) => e.resource);

/** The usual referral in one resource. */
const inOne = (more: Parameters<typeof referralFor>[0] = {}) => {
  const [patient, request] = entriesOf(referralFor(more));
  return { ...request, contained: [{ ...patient, id: 'person' }], subject: { reference: '#person' } };
};

/** The usual referral with a Task of the sender's own. */
const lookAgain = (valueDate: string) => ({ extension: [{ url: extensions.reviewDate, valueDate }] });

const withTask = (more: object = {}) => {
  const bundle = referralFor();
  const [patient, request] = bundle.entry.map((e) => e.fullUrl);
  const task = {
    resourceType: 'Task',
    identifier: [{ system: 'https://practice.example/tasks', value: randomUUID() }],
    status: 'requested',
    intent: 'order',
    code: { coding: [{ system: systems.taskCode, code: 'fulfill' }] },
    focus: { reference: request },
    for: { reference: patient },
    note: [{ text: 'Rings back in the afternoon' }],
    ...more,
  };
  const entry = { fullUrl: `urn:uuid:${randomUUID()}`, resource: task, request: { method: 'POST', url: 'Task' } };
  return { ...bundle, entry: [...bundle.entry, entry] };
};

const ways: readonly (readonly [string, () => Promise<string>])[] = [
  ['a ServiceRequest that contains its person', async () => idIn(await post('/ServiceRequest', inOne()))],
  ['a transaction Bundle', async () => idInTransaction(await post('', referralFor()))],
  ['a transaction Bundle with the sender’s own Task', async () => idInTransaction(await post('', withTask()))],
  ['a message as BaRS has it', async () => idInMessage(await post('/$process-message', barsMessage(), toTheService))],
];

describe('every way in goes the whole way round', () => {
  test.each(ways)('%s', async (_, send) => {
    const sent = await sentAs(await send());
    await serviceSeesStatus(hub, sent, 't1', 'requested');
    await accept(hub, sent.reference);
    await book(hub, sent.reference);
    await attend(hub, sent.reference);
    await practiceHears(hub, sent, 'first-meeting');
    await complete(hub, sent.reference);
    await practiceHears(hub, sent, 'closing');
    await allQuiet(hub);
    expect(await topicsAbout(hub.practice, sent.reference)).toEqual(['first-conversation', 'first-meeting', 'closing']);
  });
});

describe('whoever revokes a request may send it again at once', () => {
  const nhsNumber = [
    {
      extension: [
        {
          url: 'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-NHSNumberVerificationStatus',
          valueCodeableConcept: {
            coding: [
              { system: 'https://fhir.hl7.org.uk/CodeSystem/UKCore-NHSNumberVerificationStatusEngland', code: '01' },
            ],
          },
        },
      ],
      system: systems.nhsNumber,
      value: '9990000034',
    },
  ];

  const revoke = async (sent: Sent): Promise<Got> => {
    const path = `/FHIR/R4/${sent.request}`;
    const read = await practice({ method: 'GET', path });
    const body = { ...requestIn.parse(read.body), status: 'revoked' };
    return practice({ method: 'PUT', path, body, headers: { 'if-match': read.headers.get('etag') ?? '' } });
  };

  test('while nobody has taken it, and while the coordinator has begun and has not answered yet', async () => {
    const request = () => inOne({ patient: { identifier: nhsNumber } });
    const first = await sentAs(idIn(await post('/ServiceRequest', request())));
    expect((await revoke(first)).status).toBe(200);
    const second = await sentAs(idIn(await post('/ServiceRequest', request())));
    expect(second.id).not.toBe(first.id);
    await serviceSeesStatus(hub, first, 't1', 'cancelled');
    await serviceSeesStatus(hub, second, 't1', 'requested');

    await accept(hub, second.reference);
    expect((await revoke(second)).status).toBe(200);
    // Its Task waits for the coordinator's answer; what is asked now must not vanish into it.
    const third = await sentAs(idIn(await post('/ServiceRequest', request())));
    expect(third.id).not.toBe(second.id);
    await serviceSeesStatus(hub, third, 't1', 'requested');
    await takeOn(hub, third.reference);
  });

  test('in messages: a cancellation, and a new referral', async () => {
    const first = idInMessage(await post('/$process-message', barsMessage(), toTheService));
    const cancelled = await post('/$process-message', barsCancellation(first), toTheService);
    expect(idInMessage(cancelled)).toBe(first);
    const second = await sentAs(idInMessage(await post('/$process-message', barsMessage(), toTheService)));
    expect(second.request).not.toBe(`ServiceRequest/${first}`);
    await serviceSeesStatus(hub, second, 't1', 'requested');
  });
});

test('a draft is seen by nobody else until it is sent', async () => {
  const inAWeek = new Date(Date.now() + 7 * 86_400_000).toISOString().slice(0, 10);
  const sent = await sentAs(idInTransaction(await post('', withTask({ status: 'draft', ...lookAgain(inAWeek) }))));
  await allQuiet(hub);
  expect((await tasksAt(hub, sent)).size).toBe(0);
  const path = `/FHIR/R4/Task/${sent.id}.t1`;
  const coordinator = await callerAs(hub, 'wellbeing-service', 'CWS01');
  expect((await coordinator({ method: 'GET', path })).status).toBe(404);

  const read = await practice({ method: 'GET', path });
  const body = { ...taskIn.parse(read.body), status: 'requested' };
  const put = await practice({ method: 'PUT', path, body, headers: { 'if-match': read.headers.get('etag') ?? '' } });
  expect(put.status, put.text).toBe(200);
  await serviceSeesStatus(hub, sent, 't1', 'requested');
});

describe('two people under one identifier', () => {
  test('are two outcomes, and their sender sees both: one is there, the other is refused by its name', async () => {
    const identifier = [{ system: 'https://practice.example/referrals', value: `same-${randomUUID()}` }];
    const first = await sentAs(idIn(await post('/ServiceRequest', inOne({ request: { identifier } }))));
    const other = { name: [{ family: 'Marker-Second' }], birthDate: '1960-01-01' };
    const second = await post('/ServiceRequest', inOne({ request: { identifier }, patient: other }));
    expect(expectOutcome(second, 409)).toEqual(['duplicate']);
    expect(second.text).toContain(first.request.split('/')[1]);
    const read = await practice({ method: 'GET', path: `/FHIR/R4/Patient/${first.id}.p1` });
    expect(read.text).not.toContain('Marker-Second');
  });

  test('that says of no system whose it is, as in the examples of BSeR, are two referrals', async () => {
    const identifier = [{ type: { coding: [{ code: 'PLAC' }] }, value: '88888888' }];
    const first = await sentAs(idIn(await post('/ServiceRequest', inOne({ request: { identifier } }))));
    const other = { name: [{ family: 'Underwood', given: ['Bruno'] }], birthDate: '1960-01-01' };
    const second = await sentAs(
      idIn(await post('/ServiceRequest', inOne({ request: { identifier }, patient: other }))),
    );
    expect(second.id).not.toBe(first.id);
    await serviceSeesStatus(hub, first, 't1', 'requested');
    await serviceSeesStatus(hub, second, 't1', 'requested');
  });
});

test('a dry run over HTTP leaves nothing behind', async () => {
  const tried = await post('/ServiceRequest/$validate', inOne({ request: { status: 'draft' } }));
  expect(tried.status, tried.text).toBe(200);
  expect(tried.text).toContain('not-ready-to-send');
});
