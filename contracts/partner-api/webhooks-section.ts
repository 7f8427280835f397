import * as z from 'zod/mini';
import { webhookEvents, webhookHeaders } from './webhooks.ts';

const timestamp = '2026-11-21T09:00:00.000Z';
const organisation = 'walking-group';
const id = '0123456789abcdefghjkmnpqrs.t2';
const link = `https://hub.example/partner/v1/invitations/${id}`;

/** By the type of the event. */
export const webhookExamples = {
  'invitation.changed': {
    ...{ type: 'invitation.changed', timestamp },
    data: {
      organisation,
      invitations: [{ id, version: 7, status: 'new', businessStatus: 'submitted', askedToStop: false, link }],
    },
  },
  'webhook.test': { type: 'webhook.test', timestamp, data: { organisation } },
} as const satisfies Record<keyof typeof webhookEvents, object>;

const headers = Object.entries(webhookHeaders).map(([name, description]) => ({
  ...{ name, in: 'header', required: true, description, schema: { type: 'string' } },
}));

const responses = {
  '2XX': { description: 'You have it. The body means nothing.' },
  '410': { description: 'Nobody is there any more: nothing is sent until somebody has found out.' },
  default: {
    description: 'Not taken: it comes again, ten times in three days, each time signed anew. Retry-After is kept.',
  },
};

const schemaOf = (schema: z.ZodMiniType): object => {
  const { $schema: _, ...made } = z.toJSONSchema(schema);
  return made;
};

/** `webhooks` of OpenAPI 3.1: what the hub sends, in place of what it is asked. */
export const webhooksSection = (): object =>
  Object.fromEntries(
    Object.entries(webhookEvents).map(([name, { says, more, schema }]) => [
      name,
      {
        post: {
          ...{ summary: says, description: more, security: [], parameters: headers, responses },
          requestBody: {
            required: true,
            content: {
              'application/json': {
                schema: schemaOf(schema),
                example: webhookExamples[name === 'webhook.test' ? name : 'invitation.changed'],
              },
            },
          },
        },
      },
    ]),
  );
