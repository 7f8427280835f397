import { refuse } from '../../domain/result.ts';
import type { Answer, Reply, SignedIn } from '../../http/request.ts';
import type { OpenLink } from '../../identity/links/open-link.ts';
import { html } from '../html.ts';
import { documentOf, formHeaders, type Page } from '../page.ts';
import { words } from '../words/words.ts';
import type { GroupPorts } from './ports.ts';
import { humanAndWayOut } from './register-page.ts';

const says = words.group;

/** What a link opens: `{token}` is the whole of it. */
export const one = '/l/{token}';
export const needs = ['take-part', 'go-along'] as const;

export const page = (shown: Page, status = 200): Answer => ({
  ...{ status, headers: formHeaders },
  text: documentOf({ ...shown, few: true }),
});

/** With fields to fill in it needs the styles of all components. */
export const withFields = (shown: Page, status = 200): Answer => ({
  ...{ status, headers: formHeaders },
  text: documentOf(shown),
});

export type Handle<R extends SignedIn> = (link: OpenLink, request: R) => Promise<Reply> | Reply;

/** The pipeline has let in whoever holds a link; what it opens is looked up here. */
export const opened =
  <R extends SignedIn>(ports: GroupPorts, handle: Handle<R>) =>
  async (request: R): Promise<Reply> => {
    const link = await ports.open(request.params.token ?? '');
    return link ? handle(link, request) : refuse('not-signed-in');
  };

export const notSaved = (
  { publicUrl, service }: GroupPorts,
  request: SignedIn,
  text: string,
  /** Of a companion, who runs nothing. */
  stop?: string,
): Answer =>
  page(
    {
      ...{ publicUrl, title: says.notSaved },
      main: html`<p>${text}</p><p><a class="app-tap" href="${publicUrl}/l/${request.params.token}">${says.back}</a></p>
${humanAndWayOut(service.display, { request, publicUrl, telephone: service.telephone }, stop)}`,
    },
    422,
  );
