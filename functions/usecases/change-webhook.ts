import { isPartnerKind } from '../domain/participant.ts';
import type { Actor } from '../domain/referral.ts';
import { ok, type Refusal, type Result, refuseAll } from '../domain/result.ts';
import { changeRegistered } from './change-registered.ts';
import { endpointFault } from './endpoint-url.ts';
import { fault } from './organisation-faults.ts';
import type { Registered } from './participant-register.ts';
import type { Participant, RegisteredWebhook } from './ports.ts';
import type { RegisterPorts } from './register-organisation.ts';

/** `sealed`: a secret, as `deliver` alone can open it. */
export type WebhookChange =
  /** The secret is that of the first address; one that moves keeps what it has. */
  | { readonly kind: 'set'; readonly url: string; readonly sealed: string }
  | { readonly kind: 'remove' }
  /** From now on both sign, so that the other side can change over when it likes. */
  | { readonly kind: 'add-secret'; readonly sealed: string }
  | { readonly kind: 'retire-secret' };

interface ChangeWebhook {
  readonly actor: Actor;
  readonly organisation: string;
  readonly change: WebhookChange;
}

export const changeWebhook =
  (ports: RegisterPorts) =>
  ({ change, ...asked }: ChangeWebhook): Promise<Result<Registered<Participant>>> =>
    changeRegistered(ports, asked, (newest) => {
      const { version: _, webhook, ...content } = newest;
      const after = changed(webhook, change, ports.clock());
      return refuseAll(faultsOf(change, newest, ports)) ?? ok({ ...content, ...(after ? { webhook: after } : {}) });
    });

const changed = (
  webhook: RegisteredWebhook | undefined,
  change: WebhookChange,
  now: string,
): RegisteredWebhook | undefined => {
  switch (change.kind) {
    case 'set':
      return webhook ? { ...webhook, url: change.url } : { url: change.url, since: now, secrets: [change.sealed] };
    case 'remove':
      return undefined;
    case 'add-secret':
      return webhook && { ...webhook, secrets: [change.sealed, ...webhook.secrets] };
    case 'retire-secret':
      return webhook && { ...webhook, secrets: webhook.secrets.slice(0, 1) };
  }
};

const faultsOf = (
  change: WebhookChange,
  { kind, webhook }: Participant,
  { allowedPrivateOrigins }: RegisterPorts,
): Refusal[] => {
  switch (change.kind) {
    case 'set': {
      const unusable = endpointFault(change.url, allowedPrivateOrigins);
      return [
        ...(isPartnerKind(kind)
          ? []
          : [fault('/webhook', 'A practice or coordinator has an endpoint, not a webhook.')]),
        ...(unusable ? [fault('/webhook', `The webhook ${unusable}.`)] : []),
      ];
    }
    case 'remove':
      return [];
    case 'add-secret':
      if (!webhook) return [fault('/webhook', 'There is no webhook.')];
      return webhook.secrets.length > 1
        ? [fault('/webhook', 'Two secrets hold already: retire the older one first.')]
        : [];
    case 'retire-secret':
      if (!webhook) return [fault('/webhook', 'There is no webhook.')];
      return webhook.secrets.length > 1 ? [] : [fault('/webhook', 'There is only one secret: make a new one first.')];
  }
};
