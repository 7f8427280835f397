import { createHmac } from 'node:crypto';
import type { WebhookEvent } from '../../contracts/partner-api/webhooks.ts';
import type { Clock } from '../usecases/ports.ts';
import type { Answer } from './answer.ts';
import { guardedRequest } from './guarded-request.ts';
import { guardsFor, notAllowed, type Outside } from './guards.ts';

interface Envelope {
  readonly organisation: string;
  /** The registered address: no other is called. */
  readonly url: string;
  /** Sealed, the newest first: each signs. */
  readonly secrets: readonly string[];
  /** The same at every try. */
  readonly id: string;
  readonly correlationId: string;
}

export type SendWebhook = (envelope: Envelope, event: WebhookEvent) => Promise<Answer>;

/** Nothing in an answer means anything but its status. */
const mostBytes = 10_000;

/** The one way out to webhooks, behind the same guards as every other way. */
export const webhookSender =
  (
    settings: Outside & {
      /** Opens a secret that was sealed for this organisation. */
      readonly open: (organisation: string, sealed: string) => Promise<string>;
      readonly clock: Clock;
    },
  ): SendWebhook =>
  async ({ organisation, url, secrets, id, correlationId }, event) => {
    const guards = guardsFor(url, mostBytes, settings);
    if (!guards) return notAllowed;
    const opened = await Promise.all(secrets.map((sealed) => settings.open(organisation, sealed)));
    const body = JSON.stringify(event);
    const headers = {
      ...{ 'content-type': 'application/json', 'x-correlation-id': correlationId },
      ...signed(opened, { id, at: settings.clock(), body }),
    };
    return guardedRequest({ method: 'POST', url: new URL(url), headers, body }, guards);
  };

/**
 * The time is that of this try, so that nobody can send an old one again; the id is that of the event.
 * https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md#signature-scheme
 */
export const signed = (
  secrets: readonly string[],
  { id, at, body }: { readonly id: string; readonly at: string; readonly body: string },
): Record<'webhook-id' | 'webhook-timestamp' | 'webhook-signature', string> => {
  const seconds = String(Math.floor(Date.parse(at) / 1000));
  const signatureBy = (secret: string): string => {
    const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
    return `v1,${createHmac('sha256', key).update(`${id}.${seconds}.${body}`).digest('base64')}`;
  };
  return {
    'webhook-id': id,
    'webhook-timestamp': seconds,
    'webhook-signature': secrets.map(signatureBy).join(' '),
  };
};
