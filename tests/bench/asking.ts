import { randomUUID } from 'node:crypto';
import { Agent, request as send } from 'node:http';
import { text } from 'node:stream/consumers';
import { bearerToken } from '../../infra/local/demo/bearer-token.ts';
import { demoKey } from '../../infra/local/demo/keys.ts';
import type { Ask, Parties } from './closed-loop.ts';
import type { Place } from './processes.ts';

const agent = new Agent({ keepAlive: true, maxSockets: 64 });

export const bare = (url: string, method: string, headers: Readonly<Record<string, string>>, body?: string) =>
  new Promise<{ status: number; text: string }>((resolve, reject) => {
    const outgoing = send(url, { agent, method, headers }, (incoming) => {
      text(incoming).then((read) => resolve({ status: incoming.statusCode ?? 0, text: read }), reject);
    });
    outgoing.once('error', reject).end(body);
  });

const tokenMs = 200_000;

/** Each party with a token of its own, renewed before it ends. */
const askAs = ({ url, data }: Place, client: string, organisation: string): Ask => {
  let token: Promise<string> | undefined;
  let until = 0;
  const bearer = (): Promise<string> => {
    if (!token || performance.now() > until) {
      until = performance.now() + tokenMs;
      token = demoKey(data, client).then(async (key) => (await bearerToken(url, client, key)).access_token);
    }
    return token;
  };
  return async (method, path, body, headers = {}) => {
    const answer = await bare(
      `${url}${path}`,
      method,
      {
        authorization: `Bearer ${await bearer()}`,
        'nhsd-end-user-organisation': organisation,
        'x-request-id': randomUUID(),
        'content-type': path.startsWith('/FHIR/') ? 'application/fhir+json' : 'application/json',
        ...headers,
      },
      body === undefined ? undefined : JSON.stringify(body),
    );
    if (answer.status >= 300) throw new Error(`${method} ${path.replace(/[0-9a-z]{26}/, '*')} ${answer.status}`);
    return { status: answer.status, body: answer.text === '' ? undefined : JSON.parse(answer.text) };
  };
};

/** Whoever takes part, once for each group: a loop at a time of each stays within what a group may ask in a minute. */
export const partiesOf = (place: Place): readonly [Parties, Parties] => {
  const practice = askAs(place, 'churchdown-surgery', 'L99901');
  const coordinator = askAs(place, 'wellbeing-service', 'CWS01');
  const by = (partner: Parties['partner']): Parties => ({
    ...{ practice, coordinator, partner },
    group: askAs(place, partner, partner),
  });
  return [by('walking-group'), by('mens-shed')];
};
