import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { extensions, systems } from '../../../contracts/systems.ts';
import { thinEventsOf } from '../../../functions/events/thin-events.ts';
import { withHolds } from '../../../functions/identity/holds.ts';
import type { Participant } from '../../../functions/usecases/ports.ts';
import { idsIn, referralBundle, standings } from '../fhir/hub.ts';
import { askOnward, onwardBundle, startWorld, type World } from '../fhir/world.ts';
import { type Desk, startDesk, worried } from './desk.ts';

let world: World;
let desk: Desk;
beforeAll(async () => {
  world = await startWorld();
});
beforeEach(() => {
  desk = startDesk(world.dynamodb);
});
afterEach(() => {
  standings.clear();
  expect(desk.faults).toEqual([]);
});
afterAll(() => world?.stop());

const as = 'CWS01';
const accepted = async (more: readonly object[] = []): Promise<Record<string, string>> => {
  const bundle = referralBundle();
  const body = { ...bundle, entry: [...Object(bundle).entry, ...more] };
  const ids = idsIn((await world.ask('POST', '', { as: 'L99901', body })).body);
  await world.change(as, `/Task/${ids.Task}`, { status: 'accepted' });
  return ids;
};
const sent = (resourceType: string, status: string, coding: object) => ({
  fullUrl: `urn:uuid:${randomUUID()}`,
  resource: {
    ...{ resourceType, status, code: { coding: [coding] } },
    subject: { reference: 'urn:uuid:5b2a1f0c-6a0e-4c0b-9c61-2f6b2a7b7c01' },
  },
  request: { method: 'POST', url: resourceType },
});
const flag = (coding: object) => sent('Flag', 'active', coding);
const observation = (coding: object) => sent('Observation', 'final', coding);

describe('somebody who did not come to a first meeting', () => {
  const meets = async (ids: Record<string, string>, status: string): Promise<string> => {
    const { Task = '' } = await askOnward(world, ids);
    await world.change(as, `/Task/${Task}`, { status: 'accepted' });
    const body = {
      ...{ resourceType: 'Appointment', status: 'booked', start: new Date().toISOString() },
      end: new Date(Date.now() + 3_600_000).toISOString(),
      supportingInformation: [{ reference: `Task/${Task}` }],
      extension: [
        { url: extensions.signedUpBy, valueString: 'Jo' },
        { url: extensions.meetingMode, valueCode: 'in-person' },
      ],
      participant: [{ actor: { type: 'Location', display: 'The park' }, status: 'accepted' }],
    };
    const made = await world.ask('POST', '/Appointment', { as, body });
    expect(made.status, JSON.stringify(made.body)).toBe(201);
    await world.change(as, `/Appointment/${made.body.id}`, { status });
    return Task.slice(0, 26);
  };
  /** What the bus tells of the newest version. */
  const happened = async (referral: string): Promise<readonly object[]> => {
    const newest = await world.ledger.load(referral);
    return newest ? thinEventsOf(newest).map((detail) => ({ detail })) : [];
  };
  const alerted = async (referral: string) => {
    const reference = (await world.ledger.load(referral))?.referral.reference;
    return (await desk.store.open()).filter((one) => one.kind === 'did-not-come' && one.referral === reference);
  };

  test.each([
    ['of ours', flag({ system: systems.risk, code: 'safeguarding' })],
    ['of BaRS', flag({ system: 'https://fhir.nhs.uk/CodeSystem/flag-categories-bars', code: 'SG' })],
    ['that was sent as an observation', observation({ system: systems.risk, code: 'safeguarding' })],
  ])(
    'and has a safeguarding flag %s is an alert on the rota, once, however often it is told',
    async (_name, resource) => {
      const ids = await accepted([resource]);
      await world.record(ids.Task, 'risks-read', { sender: { display: 'Dr Amara Cole' } });
      const referral = await meets(ids, 'noshow');
      const events = await happened(referral);
      expect(await desk.hear(...events, ...events)).toEqual({ batchItemFailures: [] });
      expect(await alerted(referral)).toMatchObject([{ level: 'unsafe', route: 'adults', told: [] }]);
      await desk.sweep();
      expect(desk.told.at(-1)).toMatch(/^adults-desk sg-/);
      const [{ id } = { id: '' }] = await alerted(referral);
      const body = { name: 'Ada Duty', reason: 'I am on duty' };
      const read = await desk.ask('POST', `/duty/concerns/${id}/read`, { as: 'safeguarding-desk', body });
      expect(read.body).toMatchObject({ kind: 'did-not-come', about: { referral: expect.stringMatching(/^HO-/) } });
    },
  );

  test('and about whom a concern is open is one, too', async () => {
    const ids = await accepted();
    const about = { kind: 'person', referral: ids.Task };
    await desk.ask('POST', '/concerns', { as: 'mens-shed', body: { ...worried, about } });
    const referral = await meets(ids, 'noshow');
    await desk.hear(...(await happened(referral)));
    expect(await alerted(referral)).toHaveLength(1);
  });

  test.each<[string, (reference: string) => string]>([
    ['in small letters with spaces', (reference) => reference.toLowerCase().replaceAll('-', ' ')],
    ['without hyphens, and an L where a 1 is', (reference) => reference.replaceAll('-', '').replaceAll('1', 'l')],
    ['with nothing before it', (reference) => reference.slice(3)],
  ])('and about whom a concern is open is one by a reference %s', async (_name, typed) => {
    const ids = await accepted();
    const reference = (await world.ledger.load(ids.Task?.slice(0, 26) ?? ''))?.referral.reference ?? '';
    const about = { kind: 'person', referral: typed(reference) };
    expect((await desk.ask('POST', '/concerns', { as: 'mens-shed', body: { ...worried, about } })).status).toBe(201);
    const referral = await meets(ids, 'noshow');
    await desk.hear(...(await happened(referral)));
    expect(await alerted(referral)).toHaveLength(1);
  });

  test('and has no flag is none; nor is one with a flag who came', async () => {
    const plain = await meets(await accepted(), 'noshow');
    const ids = await accepted([flag({ system: systems.risk, code: 'safeguarding' })]);
    await world.record(ids.Task, 'risks-read', { sender: { display: 'Dr Amara Cole' } });
    const came = await meets(ids, 'fulfilled');
    for (const referral of [plain, came]) {
      await desk.hear(...(await happened(referral)));
      expect(await alerted(referral)).toEqual([]);
    }
  });

  test('an event that cannot be read stays in its queue, and keeps no other from being heard', async () => {
    const { batchItemFailures } = await desk.hear({ nothing: 'known' }, ...(await happened('nobody')));
    expect(batchItemFailures).toEqual([{ itemIdentifier: '0' }]);
    expect(desk.faults.splice(0)).toHaveLength(1);
  });
});

describe('new requests that a duty owner paused', () => {
  const pause = (act: 'pause' | 'resume') =>
    desk.ask('POST', `/duty/organisations/walking-group/${act}`, {
      as: 'safeguarding-desk',
      body: { name: 'Ada Duty' },
    });
  const registered = async (code: string): Promise<Participant> => ({
    ...{ organisation: code, name: code, kind: 'voluntary', tier: 'name-only', active: true, version: 1 },
    identifier: { system: 'x', value: code },
  });
  const seen = async () => {
    const store = { client: world.dynamodb.client, table: world.dynamodb.ledgerTable };
    const participants = { organisation: registered, client: async () => undefined };
    return (await withHolds(participants, store).organisation('walking-group'))?.askDutyOwner ?? false;
  };

  test('are paused only of who is in the register: a code that nobody has is not there', async () => {
    for (const code of ['WALKING-GROUP', 'nobody-there']) {
      const answer = await desk.ask('POST', `/duty/organisations/${code}/pause`, {
        ...{ as: 'safeguarding-desk', body: { name: 'Ada Duty' } },
      });
      expect([code, answer.status]).toEqual([code, 404]);
    }
  });

  test('are paused and resumed by one action each, as often as it is said, with who did it', async () => {
    expect(await seen()).toBe(false);
    for (const act of ['pause', 'pause'] as const) expect((await pause(act)).status).toBe(200);
    expect(await seen()).toBe(true);
    const list = await desk.ask('GET', '/duty/concerns', { as: 'safeguarding-desk' });
    expect(list.body.paused).toMatchObject([{ organisation: 'walking-group', by: 'Ada Duty' }]);
    await pause('resume');
    expect(await seen()).toBe(false);
  });

  test('are refused to the coordinator with whom to ask, and nothing more', async () => {
    const ids = await accepted();
    standings.set('walking-group', { askDutyOwner: true });
    const asked = await world.ask('POST', '', { as, body: onwardBundle(ids, { owner: 'walking-group' }) });
    expect(asked.status).toBe(422);
    expect(asked.body.issue).toMatchObject([
      {
        diagnostics: 'The organisation is paused: ask the duty owner.',
        expression: ['Bundle.entry[1].resource.owner'],
      },
    ]);
  });

  test('show on the person’s referral while a first meeting is ahead, to the coordinator alone, and change nothing', async () => {
    const ids = await accepted();
    const asked = await world.ask('POST', '', { as, body: onwardBundle(ids, { owner: 'walking-group' }) });
    const { Task: onward = '' } = idsIn(asked.body);
    const tagsOf = async (id: string | undefined, by = as) =>
      (await world.ask('GET', `/Task/${id}`, { as: by })).body.meta.tag?.map(
        ({ display }: { display: string }) => display,
      );
    expect(await tagsOf(onward)).toBeUndefined();
    standings.set('walking-group', { askDutyOwner: true });
    const said = ['paused: ask the duty owner'];
    expect([await tagsOf(onward), await tagsOf(ids.Task), await tagsOf(ids.Task, 'L99901')]).toEqual([
      said,
      said,
      undefined,
    ]);
    const { body } = await world.ask('GET', `/Task/${onward}`, { as });
    const known = { 'If-None-Match': `W/"${body.meta.versionId}"` };
    expect((await world.ask('GET', `/Task/${onward}`, { as, headers: known })).status).toBe(200);
    const headers = { 'If-Match': `W/"${body.meta.versionId}"` };
    const back = await world.ask('PUT', `/Task/${onward}`, { as, body, headers });
    expect([back.status, back.body.meta.versionId]).toEqual([200, body.meta.versionId]);
    await world.change(as, `/Task/${onward}`, { status: 'cancelled', statusReason: { text: 'Elsewhere' } });
    expect([await tagsOf(onward), await tagsOf(ids.Task)]).toEqual([undefined, undefined]);
  });
});
