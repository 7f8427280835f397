import { createHmac } from 'node:crypto';
import * as z from 'zod/mini';
import type { Notification } from '../../usecases/notify-port.ts';
import type { Answer } from '../answer.ts';
import { guardedRequest } from '../guarded-request.ts';
import { guardsFor, notAllowed, type Outside } from '../guards.ts';

/** What Notify gave the hub at onboarding. */
export interface NotifySecret {
  /** Id of the service there, and its key: the last two parts of what Notify calls an API key. */
  readonly service: string;
  readonly key: string;
  /** Ids of templates by `<name>.<channel>`; where it has none, that name is the id, as in the simulated Notify. */
  readonly templates?: Readonly<Record<string, string>> | undefined;
}

interface NotifySettings extends Outside {
  /** https://api.notifications.service.gov.uk, without a slash at its end. Empty: the hub has none. */
  readonly url: string;
  readonly secret: () => Promise<NotifySecret>;
  readonly clock: () => string;
}

/** GOV.UK Notify by its API (https://docs.notifications.service.gov.uk/rest-api.html), each call one request and one answer. */
export interface Notify {
  send(notification: Notification): Promise<Answer>;
  /** Notify knows no repeat by itself: whether it has one by our reference. Anything but yes or no is an answer of its own. */
  has(reference: string): Promise<boolean | Answer>;
}

const mostBytes = 100_000;

/** HS256 with the key, valid for 30 s: https://docs.notifications.service.gov.uk/rest-api.html#authorisation-header */
const tokenOf = ({ service, key }: NotifySecret, now: string): string => {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const signed = `${part({ typ: 'JWT', alg: 'HS256' })}.${part({ iss: service, iat: Math.floor(Date.parse(now) / 1000) })}`;
  return `${signed}.${createHmac('sha256', key).update(signed).digest('base64url')}`;
};

const paths = { email: 'email', sms: 'sms', letter: 'letter' } as const;

const bodyOf = ({ channel, to, template, personalisation, reference }: Notification, { templates }: NotifySecret) => {
  const name = `${template}.${channel}`;
  const common = { template_id: templates?.[name] ?? name, reference };
  const [first = ''] = to;
  if (channel === 'email') return { ...common, personalisation, email_address: first };
  if (channel === 'sms') return { ...common, personalisation, phone_number: first };
  const lines = Object.fromEntries(to.map((line, n) => [`address_line_${n + 1}`, line]));
  return { ...common, personalisation: { ...personalisation, ...lines } };
};

const found = z.object({ notifications: z.array(z.object({ id: z.string(), status: z.string() })) });

export const notifyClient = (settings: NotifySettings): Notify => {
  const { url, secret, clock } = settings;
  const call = async (method: string, path: string, body: string): Promise<Answer> => {
    const guards = url === '' ? undefined : guardsFor(url, mostBytes, settings);
    if (!guards) return notAllowed;
    const headers = {
      authorization: `Bearer ${tokenOf(await secret(), clock())}`,
      ...(body === '' ? {} : { 'content-type': 'application/json' }),
    };
    return guardedRequest({ method, url: new URL(`${url}/v2/notifications${path}`), headers, body }, guards);
  };
  return {
    send: async (one) => call('POST', `/${paths[one.channel]}`, JSON.stringify(bodyOf(one, await secret()))),
    has: async (reference) => {
      const answer = await call('GET', `?reference=${encodeURIComponent(reference)}`, '');
      const { data } = found.safeParse(answer.kind === 'answered' && answer.status === 200 ? answer.body : undefined);
      // What came back has arrived nowhere: it may be sent again.
      return data ? data.notifications.some(({ status }) => !status.endsWith('-failure')) : answer;
    },
  };
};
