import * as z from 'zod/mini';
import { organisationCode } from '../organisation-code.ts';
import { invitationId } from './fields.ts';
import { invitationStatus } from './schemas.ts';

/**
 * What the hub posts to a partner that has a webhook: ids and codes, never a name or a text, so that whoever reads it on the
 * way learns nothing of a person. Signed as https://www.standardwebhooks.com says.
 */

const instant = z.iso.datetime({ precision: 3 });
const organisation = z
  .string()
  .check(z.regex(organisationCode), z.describe('Your code, as in NHSD-End-User-Organisation'));

const changed = z.strictObject({
  id: invitationId,
  version: z.int().check(z.positive(), z.describe('As If-Match takes it; it may have changed again when you fetch it')),
  status: invitationStatus,
  businessStatus: z
    .optional(z.string().check(z.regex(/^[a-z][a-z-]{0,63}$/)))
    .check(z.describe('Code of CodeSystem/business-status')),
  askedToStop: z.boolean(),
  permissionWithdrawn: z
    .optional(z.literal(true))
    .check(z.describe('The person has withdrawn: destroy what you hold, also of an invitation that has ended')),
  link: z.url().check(z.describe('GET this with your token: what it answers is how things stand')),
});

export const invitationChanged = z.strictObject({
  type: z.literal('invitation.changed'),
  timestamp: instant.check(
    z.describe(
      'When the newest change was written. Of events about one invitation, let go of one that is older than what you have taken.',
    ),
  ),
  data: z.strictObject({
    organisation,
    invitations: z
      .array(changed)
      .check(
        z.minLength(1),
        z.describe('Those that changed since you were last told of this person; nearly always one'),
      ),
  }),
});

const webhookTest = z.strictObject({
  type: z.literal('webhook.test'),
  timestamp: instant,
  data: z.strictObject({ organisation }),
});

/** By the type of the event, which is also its name in the OpenAPI document. */
export const webhookEvents = {
  'invitation.changed': {
    says: 'One of your invitations changed',
    more: 'Something that you are shown is new: the invitation, a meeting, a request to stop, the person, or that you are reminded. Answer 2xx at once and fetch it by `link`. Your own changes are told too.',
    schema: invitationChanged,
  },
  'webhook.test': {
    says: 'A test, about nobody',
    more: 'Sent when whoever runs the hub asks for it. Answer 2xx.',
    schema: webhookTest,
  },
} as const;

export type InvitationChanged = z.infer<typeof invitationChanged>;
export type ChangedInvitation = InvitationChanged['data']['invitations'][number];
export type WebhookEvent = InvitationChanged | z.infer<typeof webhookTest>;

/** The headers of every event: https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md */
export const webhookHeaders = {
  'webhook-id': 'The same at every try of one event: keep it, and let a repeat go with 2xx.',
  'webhook-timestamp': 'Seconds since 1970 at this try. Refuse what is more than five minutes off.',
  'webhook-signature':
    'One or two of `v1,<base64>`, with a space between: HMAC-SHA-256 over `<webhook-id>.<webhook-timestamp>.<body>` with the bytes behind `whsec_`. One that fits is enough; two come while a secret is changed.',
} as const;
