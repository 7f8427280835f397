import type { APIGatewayProxyResult } from 'aws-lambda';
import { expect } from 'vitest';
import { thisArea } from '../../contracts/areas/this-area.ts';
import { api } from '../../functions/http/api.ts';
import { limitsOf } from '../../functions/http/caller-limits.ts';
import { callerByPersonLink, openedOnce, openOwnPage, personLink } from '../../functions/identity/links/person-link.ts';
import { keyedHash } from '../../functions/runtime/hash.ts';
import { referenceRows } from '../../functions/views/reference-rows.ts';
import { groupLanguage } from '../../functions/web/group/language.ts';
import { ownLanguage } from '../../functions/web/own/language.ts';
import { ownRoutes } from '../../functions/web/own/routes.ts';
import type { Practical } from '../../mappings/person/practical.ts';
import { context, event } from '../unit/http/event.ts';
import { id } from '../unit/views/made-referral.ts';
import type { wayOut } from './way-out.ts';

const secret = 'of this test';

/** The person's own page, on the hub of a test. */
export const ownPages = (hub: ReturnType<typeof wayOut>, practical?: Practical, origin = 'https://hub.example') => {
  const { ledger, ports, views } = hub;
  const { participants, clock } = ports;
  let opened = 0;
  const open = openOwnPage({ references: referenceRows(views), ledger, clock, secret: async () => secret });
  const own = openedOnce((typed) => {
    opened += 1;
    return open(typed);
  });
  const failed: unknown[] = [];
  const handler = api({
    routes: ownRoutes({
      ...{ ledger, clock, open: own.forRoute, participants, publicUrl: origin, service: thisArea.service },
      ...{ pause: async () => undefined, practical: async () => practical, hash: async () => keyedHash(secret) },
    }),
    ...{ participants, clock, caller: callerByPersonLink(own.forCaller) },
    language: ownLanguage(groupLanguage(origin, thisArea.service), origin, thisArea.service),
    limits: limitsOf(thisArea.quotas),
    report: (error) => failed.push(error),
  });
  const ask = async (sent: Parameters<typeof event>[0]): Promise<APIGatewayProxyResult> => {
    const answer = await handler(event(sent), context);
    if (failed.length > 0) throw failed[0];
    return answer;
  };
  const get = (path: string) => {
    const { pathname, searchParams } = new URL(path, origin);
    const query = Object.fromEntries([...searchParams].map(([name, value]) => [name, [value]]));
    return ask({ path: pathname, query });
  };
  const post = (path: string, form: Record<string, string>, headers: Record<string, string> = {}) =>
    ask({
      ...{ method: 'POST', path, body: new URLSearchParams(form).toString() },
      headers: { origin, 'content-type': 'application/x-www-form-urlencoded', ...headers },
    });
  return {
    ...{ ask, get, post },
    /** How often the ledger was read to open the page. */
    openings: () => opened,
    /** The path of the newest link; undefined: there is none. */
    link: async (of = id): Promise<string | undefined> => {
      const loaded = await ledger.load(of);
      const link = loaded && personLink(loaded.referral, { secret, publicUrl: origin, now: clock() });
      return link?.slice(origin.length);
    },
    /** Opens the page that asks once more, and taps. */
    tap: async (path: string, answer = 'yes') => {
      const page = await get(path);
      expect(page.statusCode, page.body).toBe(200);
      return post(path, { ...marksIn(page), answer });
    },
  };
};

/** What a form carries. */
export const marksIn = ({ body }: APIGatewayProxyResult): Record<string, string> =>
  Object.fromEntries(
    [...body.matchAll(/name="(token|request|start)" value="([^"]*)"/g)].map(([, name = '', value = '']) => [
      name,
      value,
    ]),
  );
