import type { APIGatewayProxyResult } from 'aws-lambda';
import { thisArea } from '../../contracts/areas/this-area.ts';
import type { Organiser } from '../../functions/domain/organiser.ts';
import { api } from '../../functions/http/api.ts';
import { limitsOf } from '../../functions/http/caller-limits.ts';
import { openByCode } from '../../functions/identity/links/open-by-code.ts';
import { callerByLink, openHeld, openLink } from '../../functions/identity/links/open-link.ts';
import { keyedHash } from '../../functions/runtime/hash.ts';
import { codeRows } from '../../functions/views/code-rows.ts';
import { textQuestions } from '../../functions/views/text-questions.ts';
import { groupLanguage } from '../../functions/web/group/language.ts';
import type { GroupPorts } from '../../functions/web/group/ports.ts';
import { ringing } from '../../functions/web/group/ringing.ts';
import { groupRoutes } from '../../functions/web/group/routes.ts';
import { context, event } from '../unit/http/event.ts';
import { day } from '../unit/views/made-referral.ts';
import { hashedNumber, type wayOut } from './way-out.ts';

/** Whom links of the walking group go to. */
export const jo: Organiser = {
  ...{ name: 'Jo', channel: 'email', to: ['jo@walks.example'] },
  ...{ since: day(0), confirmed: day(0) },
};

/** Pages that links open, on the hub of a test. */
export const linkPages = (
  hub: ReturnType<typeof wayOut>,
  more: Partial<Pick<GroupPorts, 'said' | 'heard' | 'room' | 'unasked'>> & {
    readonly open?: number;
    readonly origin?: string;
  } = {},
) => {
  const { origin = 'https://hub.example' } = more;
  const { ledger, links, ports, views } = hub;
  const { participants, clock } = ports;
  const secret = async () => 'of this test';
  const hash = async () => keyedHash('of this test');
  const doors = { links, participants, secret };
  const open = openLink(doors);
  const texts = textQuestions(views);
  const failed: unknown[] = [];
  const never = async (): Promise<never> => {
    throw new Error('Not in this story');
  };
  const handler = api({
    routes: groupRoutes({
      ...{ ledger, clock, open, publicUrl: origin, service: thisArea.service, pause: async () => undefined },
      ...{ hash, openSession: openHeld(doors), openByCode: openByCode({ ...doors, hash, codes: codeRows(views) }) },
      ...ringing({ ledger, clock, pause: async () => undefined, find: links.find }),
      texts: {
        of: async (number) => texts.of(await hashedNumber(number)),
        answered: async (number, link, by) => texts.answered(await hashedNumber(number), link, by),
        toldAbout: async (number) => texts.toldAbout(await hashedNumber(number)),
      },
      room: more.room ?? (async () => undefined),
      ...{
        said: more.said ?? never,
        heard: more.heard ?? never,
        unasked: more.unasked ?? (() => undefined),
        callbackToken: async () => 'token of the callback',
      },
    }),
    ...{ participants, clock, caller: callerByLink(open), language: groupLanguage(origin, thisArea.service) },
    limits: limitsOf({ ...thisArea.quotas, open: more.open ?? 100_000 }),
    report: (error) => failed.push(error),
  });
  const ask = async (sent: Parameters<typeof event>[0]): Promise<APIGatewayProxyResult> => {
    const answer = await handler(event(sent), context);
    if (failed.length > 0) throw failed[0];
    return answer;
  };
  const post = (path: string, form: Record<string, string>, headers: Record<string, string> = {}) =>
    ask({
      ...{ method: 'POST', path, body: new URLSearchParams(form).toString() },
      headers: { origin, 'content-type': 'application/x-www-form-urlencoded', ...headers },
    });
  return { ask, get: (path: string) => ask({ path }), post };
};

export const decoded = (text: string): string =>
  text
    .replaceAll('&#39;', "'")
    .replaceAll('&quot;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');

/** What stands on a register, line by line: who, and what its form carries. */
export const linesIn = ({ body }: APIGatewayProxyResult) =>
  [...body.matchAll(/<form class="app-line"[\s\S]*?<\/form>/g)].map(([form]) => ({
    who: decoded(/<bdi[^>]*>([\s\S]*?)<\/bdi>/.exec(form)?.[1] ?? ''),
    fields: Object.fromEntries(
      [...form.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)">/g)].map(([, name = '', value = '']) => [
        name,
        value,
      ]),
    ),
    answers: [...form.matchAll(/name="answer" value="([\w-]+)"/g)].map(([, answer]) => answer),
    saved: /<p class="app-saved"[^>]*>([^<]*)/.exec(form)?.[1],
  }));

/** What the one form of a page carries. */
export const fieldsIn = ({ body }: Pick<APIGatewayProxyResult, 'body'>): Record<string, string> =>
  Object.fromEntries(
    [...body.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)"/g)].map(([, name = '', value = '']) => [
      name,
      value,
    ]),
  );
