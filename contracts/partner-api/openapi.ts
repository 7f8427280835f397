import * as z from 'zod/mini';
import { examples } from './examples.ts';
import { type Operation, operations, type SchemaName } from './operations.ts';
import * as schemas from './schemas.ts';
import { webhooksSection } from './webhooks-section.ts';
import { invitationStatuses } from './words.ts';

const named = {
  Invitation: schemas.invitation,
  InvitationList: schemas.invitationList,
  Decline: schemas.decline,
  Note: schemas.note,
  Waiting: schemas.waiting,
  WaitingList: schemas.waitingList,
  Room: schemas.room,
  RoomSaid: schemas.roomSaid,
  Opened: schemas.opened,
  Stop: schemas.stop,
  Report: schemas.report,
  PleaseCall: schemas.pleaseCall,
  MeetingRequest: schemas.meetingRequest,
  Attendance: schemas.attendance,
  SessionAttendance: schemas.sessionAttendance,
  SessionResults: schemas.sessionResults,
  SessionList: schemas.sessionList,
  Problem: schemas.problem,
} as const satisfies Record<SchemaName, z.ZodMiniType>;

export const schemaOf = (name: SchemaName): z.ZodMiniType => named[name];

const componentSchemas = (): Record<string, object> => {
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(named)) registry.add(schema, { id });
  const made = z.toJSONSchema(registry, { uri: (id) => `#/components/schemas/${id}`, io: 'input' });
  return Object.fromEntries(
    Object.entries(made.schemas).map(([name, { $schema: _, $id: __, ...schema }]) => [name, schema]),
  );
};

const parameter = (where: 'header' | 'query' | 'path', name: string, description: string, schema: object = {}) => ({
  name,
  in: where,
  required: where === 'path',
  description,
  schema: { type: 'string', ...schema },
});
const uuid = { format: 'uuid' };
const parameters = {
  RequestId: parameter('header', 'X-Request-Id', 'Comes back on every answer; made by the hub where absent.', uuid),
  CorrelationId: parameter('header', 'X-Correlation-Id', 'As X-Request-Id, for a chain of requests.', uuid),
  ActingFor: parameter(
    'header',
    'NHSD-End-User-Organisation',
    'Code of the organisation; needed if you act for several.',
  ),
  IdempotencyKey: parameter(
    'header',
    'Idempotency-Key',
    'Send the same key with the same body again whenever an answer was lost: it is done once, and answered with what stands. X-Request-Id serves where this is absent.',
    { pattern: '^[A-Za-z0-9._~-]{8,64}$' },
  ),
  IfMatch: parameter(
    'header',
    'If-Match',
    'Optional: the ETag that you have seen. Refused with 412 if it has changed.',
  ),
  status: parameter('query', 'status', 'Only those at this stage.', { enum: Object.values(invitationStatuses) }),
  cursor: parameter('query', 'cursor', 'As `next` of the last answer holds it.'),
  from: parameter('query', 'from', 'A day in England; today where absent.', { format: 'date' }),
  id: parameter('path', 'id', 'Id of the invitation.'),
  meeting: parameter('path', 'meeting', 'Id of the meeting.'),
  session: parameter('path', 'session', 'Your name of the session.'),
};

const refer = (kind: 'parameters' | 'schemas' | 'responses', name: string) => ({
  $ref: `#/components/${kind}/${name}`,
});
const content = (type: string, schema: SchemaName, example: keyof typeof examples) => ({
  [type]: { schema: refer('schemas', schema), example: examples[example] },
});

const parametersOf = ({ method, path, query = [] }: Operation): object[] => {
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
  const changes = method === 'GET' ? [] : ['IdempotencyKey', ...(inPath.includes('id') ? ['IfMatch'] : [])];
  return [...inPath, ...query, 'ActingFor', 'RequestId', 'CorrelationId', ...changes].map((n) =>
    refer('parameters', n),
  );
};

const describe = (operation: Operation): object => {
  const { id, says, more, takes, answers, example } = operation;
  return {
    operationId: id,
    summary: says,
    ...(more ? { description: more } : {}),
    parameters: parametersOf(operation),
    ...(takes ? { requestBody: { required: true, content: content('application/json', takes, takes) } } : {}),
    responses: {
      200: { description: says, content: content('application/json', answers, example ?? answers) },
      '4XX': refer('responses', 'Problem'),
      '5XX': refer('responses', 'Problem'),
    },
  };
};

const paths = (): Record<string, Record<string, object>> => {
  const found: Record<string, Record<string, object>> = {};
  for (const operation of operations) {
    const path = `/partner/v1${operation.path}`;
    found[path] = { ...found[path], [operation.method.toLowerCase()]: describe(operation) };
  }
  return found;
};

/** OpenAPI 3.1 of the partner API. `npm run docs` writes it to openapi.json. */
export const openapi = (): object => ({
  openapi: '3.1.0',
  info: {
    title: 'Handover for groups',
    version: '1.0.0',
    description:
      'For the software of voluntary groups and council services. An invitation asks you to receive one person. You see the name that the person wants to be called, the first letter of the family name, and what to do so that they can take part; you answer through the hub.',
    license: { name: 'MIT', identifier: 'MIT' },
  },
  servers: [{ url: '/' }],
  security: [{ token: [] }],
  paths: paths(),
  webhooks: webhooksSection(),
  components: {
    schemas: componentSchemas(),
    parameters,
    responses: {
      Problem: {
        description:
          'Refused, and why (RFC 9457). What is not yours is answered 404, as if it were not there. What the gateway refuses before the hub sees it (401 without a valid token, 403, 413, 429, 5xx) has the same status and X-Request-Id, but its body is an OperationOutcome, not a problem: go by the status. Every answer carries RateLimit-Policy and RateLimit: what your software may ask in a minute, and what is left of it; beyond it 429 with Retry-After.',
        content: content('application/problem+json', 'Problem', 'Problem'),
      },
    },
    securitySchemes: {
      token: {
        type: 'oauth2',
        description: 'Client credentials with a signed assertion (private_key_jwt).',
        flows: { clientCredentials: { tokenUrl: '/oauth2/token', scopes: {} } },
      },
    },
  },
});
