import { randomBytes } from 'node:crypto';
import { changeWebhook, type WebhookChange } from '../../functions/usecases/change-webhook.ts';
import type { Participant } from '../../functions/usecases/ports.ts';
import type { OpenRegister } from './register.ts';
import { operator, registered, said, saidOfWay } from './registered.ts';
import { stillPaused } from './still-paused.ts';
import type { Verb } from './verbs.ts';

/** 24 to 64 bytes: https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md */
const newSecret = (): string => `whsec_${randomBytes(32).toString('base64')}`;

const seal = async (organisation: string, secret: string, { hub }: OpenRegister): Promise<string> => {
  const [{ sealSecret }, { kmsOf, outputOf }] = await Promise.all([
    import('../../functions/identity/seal-secret.ts'),
    import('./connection.ts'),
  ]);
  return sealSecret({ client: kmsOf(hub), keyId: outputOf(hub, 'WebhookKeyArn') })(organisation, secret);
};

const shownOnce = (secret: string): string =>
  `Its secret, which is shown this once and must go to them by a safe way:\n${secret}`;

const change = async (organisation: string, wanted: WebhookChange, at: OpenRegister) =>
  registered(await changeWebhook(at)({ actor: operator, organisation, change: wanted }));

/** The first address gets a secret; another one later keeps it. */
export const setWebhook = async (organisation: string, url: string, at: OpenRegister): Promise<string> => {
  const secret = newSecret();
  const sealed = await seal(organisation, secret, at);
  const done = await change(organisation, { kind: 'set', url, sealed }, at);
  const changed = `${organisation} is told at ${url} which of its invitations changed.${stillPaused(done.record)}`;
  const told = saidOfWay(done, changed);
  return done.record.webhook?.secrets.includes(sealed) ? `${told}\n${shownOnce(secret)}` : told;
};

const secretsOf = ({ webhook }: Participant): string =>
  webhook && webhook.secrets.length > 1 ? 'two secrets sign' : 'one secret signs';

export const webhookVerbs: Readonly<Record<string, Verb>> = {
  webhook: {
    usage: '<url>|none',
    words: 1,
    run: async (organisation, [url = ''], _, at) => {
      if (url !== 'none') return setWebhook(organisation, url, at);
      return said(await change(organisation, { kind: 'remove' }, at), `${organisation} has no webhook: it polls.`);
    },
  },
  'new-secret': {
    usage: '',
    run: async (organisation, _, __, at) => {
      const secret = newSecret();
      const sealed = await seal(organisation, secret, at);
      const { record } = await change(organisation, { kind: 'add-secret', sealed }, at);
      const next = `From now on ${secretsOf(record)} what ${organisation} is sent. Once it uses the new one: retire-secret.`;
      return `${next}\n${shownOnce(secret)}`;
    },
  },
  'retire-secret': {
    usage: '',
    run: async (organisation, _, __, at) => {
      const done = await change(organisation, { kind: 'retire-secret' }, at);
      return said(
        done,
        `The older secret of ${organisation} signs nothing within a minute: ${secretsOf(done.record)}.`,
      );
    },
  },
};
