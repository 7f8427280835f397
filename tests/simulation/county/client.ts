import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { bearerToken } from '../../../infra/local/demo/bearer-token.ts';
import type { DemoKey } from '../../../infra/local/demo/keys.ts';
import type { Words } from '../canary/marked-words.ts';

/** A request that somebody made and what came of it: the client's own book, which the judges hold against the ledger. */
interface Act {
  readonly client: string;
  readonly organisation: string;
  readonly requestId: string;
  readonly method: string;
  readonly path: string;
  /** Of the answer that ended it; undefined: nobody ever answered. */
  readonly status: number | undefined;
  /** Id of the resource that was answered. */
  readonly shown: string | undefined;
  /** What versions it was answered, each as `<referral> <version>`: of these its own software knows. */
  readonly versions: readonly string[];
  readonly tries: number;
  /** When the answer came. */
  readonly at: number;
}

export interface Call {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
  readonly organisation: string;
  readonly body?: unknown;
  readonly ifMatch?: string;
  /** Default: a new one. */
  readonly requestId?: string;
}

export interface Answer {
  readonly status: number;
  readonly etag: string;
  readonly body: unknown;
  readonly requestId: string;
}

export interface Client {
  readonly name: string;
  call(call: Call): Promise<Answer>;
  readonly acts: readonly Act[];
  /** How many it made, repeats and questions too. */
  requests(): number;
}

interface ClientProps {
  readonly hub: string;
  readonly name: string;
  readonly key: DemoKey;
  /** Its own clock, which may be wrong; milliseconds. */
  readonly clock: () => number;
  /** Told each time the clock signed something. */
  readonly signed: () => void;
  /** What is said besides what a story says, once somebody says so. */
  readonly words?: Words;
  /** Told of each answer: its headers and its body. */
  readonly saw: (call: Call, status: number, head: string, body: string) => void;
  /** As many at once as one machine bears. */
  readonly gate: <T>(work: () => Promise<T>) => Promise<T>;
}

const identified = z.looseObject({ id: z.string() });

/** By its ETag, and by those in a Bundle. */
const versionsIn = ({ etag, body, status }: Answer): string[] => {
  const text = `${etag} ${JSON.stringify(body ?? '')}`;
  const referral = /([0-9a-z]{26})\.[a-z]\d+/.exec(text)?.[1];
  if (referral === undefined || status >= 300) return [];
  return [...text.matchAll(/W\/\\*"(\d+)/g)].map(([, version]) => `${referral} ${version}`);
};

const tokenLife = 240_000;
/** A hub that was killed is back within seconds; a client of a real one would wait for longer. */
const mostTries = 200;
const pause = 150;

const worthAnother = (status: number | undefined): boolean =>
  status === undefined || status === 401 || status === 429 || status >= 500;

/** Software that is signed in with its own key, and asks again with the same request id until somebody answers. */
export const signedIn = ({ hub, name, key, clock, signed, gate, words, saw }: ClientProps): Client => {
  const acts: Act[] = [];
  let requests = 0;
  let token: { readonly value: Promise<string>; readonly until: number } | undefined;

  const bearer = (): Promise<string> => {
    if (token && clock() < token.until) return token.value;
    signed();
    const value = bearerToken(hub, name, key, new Date(clock())).then(({ access_token }) => access_token);
    token = { value, until: clock() + tokenLife };
    value.catch(() => {
      token = undefined;
    });
    return value;
  };

  const once = async (call: Call, requestId: string) => {
    const response = await fetch(`${hub}${call.path}`, {
      method: call.method,
      headers: {
        authorization: `Bearer ${await bearer()}`,
        'nhsd-end-user-organisation': call.organisation,
        'x-request-id': requestId,
        ...(call.ifMatch ? { 'if-match': call.ifMatch } : {}),
        ...(call.body === undefined
          ? {}
          : { 'content-type': call.path.startsWith('/FHIR/') ? 'application/fhir+json' : 'application/json' }),
      },
      ...(call.body === undefined ? {} : { body: JSON.stringify(call.body) }),
      signal: AbortSignal.timeout(30_000),
    });
    const text = await response.text();
    saw(call, response.status, JSON.stringify([...response.headers]), text);
    const isJson = text !== '' && /json/.test(response.headers.get('content-type') ?? '');
    const body: unknown = isJson ? JSON.parse(text) : undefined;
    return { status: response.status, etag: response.headers.get('etag') ?? '', body, requestId };
  };

  const call = async (given: Call): Promise<Answer> => {
    const asked = words ? { ...given, body: words.in(given) } : given;
    const requestId = asked.requestId ?? randomUUID();
    for (let tries = 1; ; tries += 1) {
      requests += 1;
      const answer = await gate(() => once(asked, requestId)).catch(() => undefined);
      if (answer?.status === 401) token = undefined;
      if (worthAnother(answer?.status) && tries < mostTries) {
        await sleep(pause);
        continue;
      }
      const { method, path, organisation } = asked;
      if (method !== 'GET') {
        const status = answer?.status;
        const shown = identified.safeParse(answer?.body).data?.id;
        const versions = answer ? versionsIn(answer) : [];
        acts.push({ client: name, organisation, requestId, method, path, status, shown, versions, tries, at: clock() });
      }
      if (!answer) throw new Error(`${name}: nobody answers ${method} ${path}`);
      await words?.after(asked, answer);
      return answer;
    }
  };
  return { name, call, acts, requests: () => requests };
};

/** At most so many at once; the rest wait in order. */
export const gateOf = (most: number): ClientProps['gate'] => {
  const waiting: (() => void)[] = [];
  let inside = 0;
  return async (work) => {
    if (inside >= most) await new Promise<void>((resolve) => waiting.push(resolve));
    inside += 1;
    try {
      return await work();
    } finally {
      inside -= 1;
      waiting.shift()?.();
    }
  };
};
