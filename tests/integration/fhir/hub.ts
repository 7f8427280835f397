import { randomUUID } from 'node:crypto';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { APIGatewayProxyEvent, Context } from 'aws-lambda';
import { gloucestershire } from '../../../contracts/areas/gloucestershire.ts';
import { generousQuotas } from '../../../contracts/areas/quotas.ts';
import type { ApiAudit } from '../../../functions/audit/of-api.ts';
import { collected } from '../../../functions/delivery/collected.ts';
import { directory } from '../../../functions/directory/directory.ts';
import type { ParticipantKind } from '../../../functions/domain/participant.ts';
import { fhirDialects, fhirRoutes } from '../../../functions/fhir/routes.ts';
import { api } from '../../../functions/http/api.ts';
import { limitsOf } from '../../../functions/http/caller-limits.ts';
import { cursors } from '../../../functions/http/cursor.ts';
import { fhirLanguage } from '../../../functions/http/operation-outcome.ts';
import { dynamoLedger } from '../../../functions/ledger/dynamo-ledger.ts';
import { keyedHash } from '../../../functions/runtime/hash.ts';
import { pause } from '../../../functions/runtime/pause.ts';
import type { Participant } from '../../../functions/usecases/ports.ts';
import { recordDelivery } from '../../../functions/usecases/record-delivery.ts';
import { rowsAt } from '../../../functions/views/index-page.ts';
import { changes } from '../../../functions/views/news.ts';
import { partnerLoad } from '../../../functions/views/partner-load.ts';
import { referenceRows } from '../../../functions/views/reference-rows.ts';
import { rowStore } from '../../../functions/views/row-store.ts';
import { worklist } from '../../../functions/views/worklist.ts';
import type { TestDynamodb } from '../dynamodb.ts';

const secret = 'a secret of this test';

const kinds: Record<string, ParticipantKind> = {
  L99901: 'practice',
  L99902: 'practice',
  CWS01: 'coordinator',
  'walking-group': 'voluntary',
  'mens-shed': 'voluntary',
  COU01: 'council',
  'safeguarding-desk': 'council',
  ICB01: 'commissioner',
  SURVEY1: 'measure-provider',
};

/** What a test changes of an organisation, by its code. */
export const standings = new Map<string, Partial<Participant>>();

const participant = (organisation: string): Participant | undefined => {
  const kind = kinds[organisation];
  return kind
    ? {
        organisation,
        name: organisation,
        kind,
        identifier: { system: 'https://example.org', value: organisation },
        tier: kind === 'voluntary' ? 'name-only' : 'full',
        active: true,
        version: 1,
        ...standings.get(organisation),
      }
    : undefined;
};

interface Asked {
  readonly as: string;
  /** Which software asks. Default: the one that the organisation has. */
  readonly client?: string;
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
}

export interface Answered {
  readonly status: number;
  readonly headers: Record<string, unknown>;
  // biome-ignore lint/suspicious/noExplicitAny: what a client sees before it has parsed anything
  readonly body: any;
}

/** The FHIR API in this process, on DynamoDB Local: the same routes and adapters as fhir-api.lambda.ts. */
export const fhirHub = (
  dynamodb: Pick<TestDynamodb, 'client' | 'ledgerTable' | 'viewsTable' | 'directoryTable'>,
  faults: unknown[],
  client: DynamoDBClient = dynamodb.client,
  now = (): string => new Date().toISOString(),
  audit?: ApiAudit,
) => {
  const views = { client, table: dynamodb.viewsTable };
  const participants = {
    organisation: async (code: string) => participant(code),
    client: async () => undefined,
  };
  const plain = dynamoLedger({ client, table: dynamodb.ledgerTable });
  const handler = api({
    limits: limitsOf(generousQuotas),
    ...(audit ? { recorded: audit.recorded } : {}),
    participants,
    routes: fhirRoutes({
      ledger: audit?.noting(plain) ?? plain,
      participants,
      worklist: worklist(views),
      changes: changes(views),
      references: referenceRows(views).find,
      collected: collected({
        ...{ participants, rows: rowStore(views), rowsAt: (keys) => rowsAt(views, keys), clock: now },
        record: recordDelivery({ ledger: plain, clock: now, pause }),
      }),
      directory: directory({ client, table: dynamodb.directoryTable }),
      load: partnerLoad(views),
      area: gloucestershire,
      hash: keyedHash(secret),
      cursors: cursors(secret),
      clock: now,
      pause,
      report: (error) => faults.push(error),
      publicUrl: 'https://hub.example',
    }),
    language: fhirLanguage('https://hub.example'),
    dialects: fhirDialects('https://hub.example'),
    clock: now,
    report: (error) => faults.push(error),
  });
  const context = {} as Context;
  return async (
    method: string,
    path: string,
    { as, client: software, body, headers = {} }: Asked,
  ): Promise<Answered> => {
    const [pathname = '', query = ''] = path.split('?');
    const sent = new URLSearchParams(query);
    const many = Object.fromEntries([...new Set(sent.keys())].map((name) => [name, sent.getAll(name)]));
    const event: Partial<APIGatewayProxyEvent> = {
      httpMethod: method,
      path: `/FHIR/R4${pathname}`,
      headers: {
        'X-Request-Id': randomUUID(),
        ...(body === undefined ? {} : { 'Content-Type': 'application/fhir+json' }),
        ...headers,
      },
      multiValueQueryStringParameters: many,
      body: body === undefined ? null : typeof body === 'string' ? body : JSON.stringify(body),
      isBase64Encoded: false,
      requestContext: {
        // Nobody: what the gateway passes on where there was no token.
        ...(as === '' ? {} : { authorizer: { client: software ?? `client-of-${as}`, organisations: as } }),
      } as unknown as APIGatewayProxyEvent['requestContext'],
    };
    const answer = await handler(event as APIGatewayProxyEvent, context);
    return {
      status: answer.statusCode,
      headers: answer.headers ?? {},
      body: answer.body === '' ? undefined : JSON.parse(answer.body),
    };
  };
};

/** A referral as a practice sends it; every field may be overwritten. */
export const personInBundle = 'urn:uuid:5b2a1f0c-6a0e-4c0b-9c61-2f6b2a7b7c01';

/** `beside`: what else its sender puts into it. The person is `personInBundle` there. */
export const referralBundle = (more: { patient?: object; request?: object; beside?: object } = {}): object => ({
  resourceType: 'Bundle',
  type: 'transaction',
  entry: [
    {
      fullUrl: personInBundle,
      resource: {
        resourceType: 'Patient',
        name: [{ family: 'Okafor', given: ['Grace'] }],
        telecom: [{ system: 'phone', value: '01632 960001' }],
        birthDate: '1948-03-02',
        address: [{ postalCode: 'GL3 2AB' }],
        ...more.patient,
      },
      request: { method: 'POST', url: 'Patient' },
    },
    {
      fullUrl: 'urn:uuid:5b2a1f0c-6a0e-4c0b-9c61-2f6b2a7b7c02',
      resource: {
        resourceType: 'ServiceRequest',
        identifier: [{ system: 'https://practice.example/Id/referral', value: randomUUID() }],
        status: 'active',
        intent: 'order',
        code: { coding: [{ system: 'http://snomed.info/sct', code: '871731000000106' }] },
        subject: { reference: personInBundle },
        requester: { reference: 'Organization/L99901' },
        reasonCode: [{ text: 'Lonely since her husband died' }],
        ...more.request,
      },
      request: { method: 'POST', url: 'ServiceRequest' },
    },
    ...(more.beside
      ? [{ resource: more.beside, request: { method: 'POST', url: Object(more.beside).resourceType } }]
      : []),
  ],
});

/** Ids in a transaction-response, by type. */
export const idsIn = (bundle: { entry: { response: { location?: string } }[] }): Record<string, string> =>
  Object.fromEntries(
    bundle.entry.flatMap((e) => (e.response.location ? [e.response.location.split('/').slice(0, 2)] : [])),
  );
