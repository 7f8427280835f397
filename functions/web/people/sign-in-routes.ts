import type { Answer, OpenRoute } from '../../http/request.ts';
import { sessionCookie, signingInCookie } from '../../identity/people/cookies.ts';
import type { IdentityProvider } from '../../identity/people/identity-provider.ts';
import type { Sessions } from '../../identity/people/sessions.ts';
import { personOf } from '../../identity/people/signed-in-person.ts';
import type { Participants } from '../../usecases/ports.ts';
import { seeOther } from '../forms/form.ts';
import { html } from '../html.ts';
import { documentOf, type Page, pageHeaders } from '../page.ts';
import { component } from '../shell/render.ts';
import { words } from '../words/words.ts';
import { startPath } from './start-page.ts';

export const signInPath = '/sign-in';
export const signedOutPath = `${signInPath}/out`;
/** Registered at the provider. */
export const callbackPath = `${signInPath}/done`;
const beginPath = `${signInPath}/begin`;

/** Pages of staff and nothing else: no address of another site leaves the hub with its name on it (CWE-601). */
const wanted = /^\/staff(?:\/[A-Za-z0-9_-]{1,60}){0,4}$/;
/** Where somebody signs in to go on at the page that they asked for. */
export const signInFor = (publicUrl: string, path: string): string =>
  `${publicUrl}${beginPath}${wanted.test(path) ? `?${new URLSearchParams({ to: path })}` : ''}`;
/** What the browser keeps between leaving and coming back: what the provider's answer is checked with, and where to go then. */
const keptWith = (kept: string, to: string | null): string =>
  to !== null && wanted.test(to) ? `${kept}~${Buffer.from(to).toString('base64url')}` : kept;
const readKept = (cookie: string): { readonly kept: string; readonly to: string } => {
  const [kept = '', place = ''] = cookie.split('~');
  const to = Buffer.from(place, 'base64url').toString();
  return { kept, to: wanted.test(to) ? to : startPath };
};

interface Told {
  readonly requestId: string;
  readonly correlationId: string;
}

export interface SignInPorts {
  readonly publicUrl: string;
  /** undefined: none is connected yet. */
  readonly provider: IdentityProvider | undefined;
  readonly sessions: Sessions;
  readonly register: Pick<Participants, 'organisation'>;
  readonly came: (how: 'person-signed-in' | 'person-unknown', organisation: string, told: Told) => void;
  /** A provider that is down, or an answer of it that does not hold. */
  readonly failed: (error: unknown, told: Told) => void;
}

const { signIn: says } = words;

/** How somebody comes in, and the page after they went out. Nothing is written before the provider said who it is. */
export const signInRoutes = ({ publicUrl, provider, ...ports }: SignInPorts): readonly OpenRoute[] => {
  const page = (status: number, shown: Omit<Page, 'publicUrl'>, cookies: readonly string[] = []): Answer => ({
    ...{ status, headers: pageHeaders, text: documentOf({ publicUrl, ...shown }) },
    ...(cookies.length > 0 ? { cookies } : {}),
  });
  const button = (text: string) => component('button', { text, href: `${publicUrl}${beginPath}` });
  const signIn = (): Answer =>
    page(200, {
      title: says.title,
      main: provider ? html`<p>${says.says}</p>\n${button(says.button)}` : html`<p>${says.none}</p>`,
    });
  const failed = (): Answer =>
    page(502, { title: says.failed, main: html`<p>${says.failedSays}</p>\n${button(says.again)}` }, [
      signingInCookie.cleared,
    ]);
  const open = (path: string, handle: OpenRoute['handle']): OpenRoute => ({ method: 'GET', path, open: true, handle });
  return [
    open(signInPath, signIn),
    open(signedOutPath, () =>
      page(200, { title: says.out, main: html`<p>${says.outSays}</p>\n${button(says.again)}` }),
    ),
    open(beginPath, async (request) => {
      // Another site may lead to the page, where a person decides to sign in; it does not sign anybody in.
      if (!provider || request.headers['sec-fetch-site'] === 'cross-site') return seeOther(`${publicUrl}${signInPath}`);
      try {
        const { address, kept } = await provider.begin();
        return seeOther(address, [signingInCookie.set(keptWith(kept, request.query.get('to')))]);
      } catch (error) {
        ports.failed(error, request);
        return failed();
      }
    }),
    open(callbackPath, async (request) => {
      const cookie = signingInCookie.in(request.headers.cookie);
      if (!provider || cookie === undefined) return seeOther(`${publicUrl}${signInPath}`);
      const { kept, to } = readKept(cookie);
      try {
        const who = await provider.finish(request.query, kept);
        const person = await personOf(ports.register, who);
        ports.came(person ? 'person-signed-in' : 'person-unknown', who.organisation, request);
        if (!person)
          return page(403, { title: says.unknown, main: html`<p>${says.unknownSays}</p>\n<p>${says.nobodyElse}</p>` }, [
            signingInCookie.cleared,
          ]);
        const session = await ports.sessions.open(who, request.now);
        return seeOther(`${publicUrl}${to}`, [sessionCookie.set(session), signingInCookie.cleared]);
      } catch (error) {
        ports.failed(error, request);
        return failed();
      }
    }),
  ];
};
