import type { APIGatewayProxyResult } from 'aws-lambda';
import type { FhirResource, Patient, Task } from 'fhir/r4.js';
import { gloucestershire } from '../../contracts/areas/gloucestershire.ts';
import { generousQuotas } from '../../contracts/areas/quotas.ts';
import { systems } from '../../contracts/systems.ts';
import { wordingBase } from '../../contracts/wordings.ts';
import { concept } from '../../functions/domain/coding.ts';
import type { Action } from '../../functions/domain/decide/actions.ts';
import { stamp } from '../../functions/domain/decide/decide-with.ts';
import type { CapacityFact } from '../../functions/domain/directory/capacity.ts';
import { organisation } from '../../functions/domain/referral.ts';
import { api } from '../../functions/http/api.ts';
import { limitsOf } from '../../functions/http/caller-limits.ts';
import { dynamoParticipants, dynamoRegister } from '../../functions/identity/participants.ts';
import { dynamoLedger } from '../../functions/ledger/dynamo-ledger.ts';
import { partnerLanguage } from '../../functions/partner/language.ts';
import type { PartnerPorts } from '../../functions/partner/ports.ts';
import { partnerRoutes } from '../../functions/partner/routes.ts';
import { twoLists } from '../../functions/partner/worklist.ts';
import { actOnReferral } from '../../functions/usecases/act-on-referral.ts';
import { registerOrganisation } from '../../functions/usecases/register-organisation.ts';
import { linkRows } from '../../functions/views/link-rows.ts';
import { projectReferral } from '../../functions/views/project-referral.ts';
import { referenceRows } from '../../functions/views/reference-rows.ts';
import { rowStore } from '../../functions/views/row-store.ts';
import { startDynamodb } from '../integration/dynamodb.ts';
import { considered, recordedBy } from '../unit/domain/acts.ts';
import { context, event, type Sent } from '../unit/http/event.ts';
import { patient as person } from '../unit/mappings/partner/referral.ts';

const operator = { client: 'operator', organisation: 'handover' };
const coordinator = { client: 'wellbeing-service', organisation: 'CWS01' };
const activity = { system: systems.activity, code: 'walking' };
const organisations = [
  { organisation: 'L99901', name: 'Churchdown Surgery', kind: 'practice' },
  { organisation: 'CWS01', name: 'Community Wellbeing Service', kind: 'coordinator' },
  { organisation: 'walking-group', name: 'Tuesday Walking Group', kind: 'voluntary' },
  { organisation: 'mens-shed', name: "Churchdown Men's Shed", kind: 'voluntary' },
  { organisation: 'singers', name: 'Singers of Churchdown', kind: 'voluntary' },
] as const;

interface Answered {
  readonly status: number;
  readonly headers: Record<string, unknown>;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: what a test expects of a body is what the test says
  readonly body: any;
}

/** The partner API on a real ledger and real views, with referrals that its invitations come from. */
export const startHub = async () => {
  const { client, ledgerTable, viewsTable, stop } = await startDynamodb();
  const time = { now: '2026-11-23T09:00:00.000Z' };
  const clock = () => time.now;
  const ledger = dynamoLedger({ client, table: ledgerTable });
  const participants = dynamoParticipants({ client, table: ledgerTable });
  const register = registerOrganisation({
    register: dynamoRegister({ client, table: ledgerTable }),
    clock,
    allowedPrivateOrigins: [],
  });
  for (const one of organisations) await register({ actor: operator, ...one });

  const views = { client, table: viewsTable };
  const project = projectReferral({
    ledger,
    participants,
    rows: rowStore(views),
    references: referenceRows(views),
    links: linkRows(views),
    area: gloucestershire,
  });
  const pause = async () => undefined;
  const act = actOnReferral({ ledger, clock, pause });
  const faults: unknown[] = [];
  const rooms: CapacityFact[] = [];
  /** Referrals whose ledgers were read for a group, in order. */
  const read: string[] = [];
  const noted: typeof ledger = {
    ...ledger,
    load: (referral, version) => {
      read.push(referral);
      return ledger.load(referral, version);
    },
  };
  const ports: PartnerPorts = {
    ...{ ledger: noted, participants, clock, pause },
    sayRoom: async (fact) => void rooms.push(fact),
    worklist: twoLists(views),
    secret: async () => 'a secret for tests',
    publicUrl: 'https://hub.example',
    area: gloucestershire,
  };
  const handler = api({
    limits: limitsOf(generousQuotas),
    routes: partnerRoutes(ports),
    participants,
    language: partnerLanguage('https://hub.example'),
    clock,
    report: (error) => faults.push(error),
  });

  let count = 0;
  const identity = () => ({ id: `test-${++count}`, correlation: 'test', bodyHash: String(count) });

  /** What the coordinator or anybody else does to a referral outside this API; then the rows follow. */
  const does = async (referral: string, action: Action, actor = coordinator): Promise<void> => {
    const done = await act({ referral, actor, action, request: identity() });
    if (!done.ok) throw new Error(`The test could not ${action.kind}: ${JSON.stringify(done.refusals)}`);
    await project(referral);
  };

  const open = async (patient: Patient): Promise<string> => {
    const referral = `${count++}`.padStart(26, '0123456789abcdefghjkmnpqrs');
    const at = time.now;
    const task: Task = {
      resourceType: 'Task',
      id: `${referral}.t1`,
      status: 'accepted',
      intent: 'order',
      focus: { reference: `ServiceRequest/${referral}.s1` },
      for: { reference: `Patient/${referral}.p1` },
      requester: organisation('L99901'),
      owner: organisation('CWS01'),
      executionPeriod: { start: at },
      authoredOn: at,
    };
    const subject = { reference: `Patient/${referral}.p1` };
    const all: FhirResource[] = [
      { ...patient, id: `${referral}.p1` },
      { resourceType: 'ServiceRequest', id: `${referral}.s1`, status: 'active', intent: 'order', subject },
      task,
    ];
    await ledger.append(
      {
        ...{ referral, version: 1, at, actor: coordinator, action: 'request', request: identity(), events: [] },
        changed: all.map((r) => stamp(r, '1', at)),
      },
      undefined,
    );
    return referral;
  };

  /** A new invitation of one person to one group: its id. */
  const invite = async (group = 'walking-group', patient: Patient = person): Promise<string> => {
    const referral = await open(patient);
    const subject = { reference: `Patient/${referral}.p1` };
    await does(referral, {
      kind: 'request-onward',
      request: {
        ...{ resourceType: 'ServiceRequest', status: 'active', intent: 'filler-order', subject },
        basedOn: [{ reference: `ServiceRequest/${referral}.s1` }],
        code: { coding: [activity] },
      },
      task: {
        ...{ resourceType: 'Task', status: 'requested', intent: 'order' },
        partOf: [{ reference: `Task/${referral}.t1` }],
        ...{ owner: organisation(group), extension: [considered()] },
      },
      consents: [
        {
          ...{ resourceType: 'Consent', status: 'active', scope: concept('scope', 'patient-privacy'), category: [] },
          patient: subject,
          performer: [subject],
          ...{ dateTime: time.now, policy: [{ uri: `${wordingBase}sharing-1` }], extension: [recordedBy] },
          provision: {
            type: 'permit',
            actor: [{ role: concept('role', 'IRCP'), reference: organisation(group) }],
            purpose: [activity],
          },
        },
      ],
      ownerKind: 'voluntary',
    });
    return `${referral}.t2`;
  };

  const send = async (sent: Sent): Promise<Answered> => {
    const result: APIGatewayProxyResult = await handler(
      event({ client: 'walking-group', organisations: 'walking-group', ...sent }),
      context,
    );
    const text = result.body;
    return {
      status: result.statusCode,
      headers: { ...result.headers },
      text,
      body: text === '' ? '' : JSON.parse(text),
    };
  };
  const post = (path: string, body?: unknown, more: Sent = {}): Promise<Answered> =>
    send({
      method: 'POST',
      path: `/partner/v1${path}`,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...more,
      headers: { 'content-type': 'application/json', ...more.headers },
    });
  const get = (path: string, more: Sent = {}): Promise<Answered> => send({ path: `/partner/v1${path}`, ...more });

  return { stop, time, faults, read, rooms, ledger, register, operator, project, does, invite, send, post, get, ports };
};

/** As which group a request is sent. */
export const as = (group: string): Sent => ({ client: group, organisations: group });
