import { registerTable } from '../../../mappings/partner/register-table.ts';
import { refuse } from '../../domain/result.ts';
import type { Reply, Route, SignedIn } from '../../http/request.ts';
import type { OpenLink } from '../../identity/links/open-link.ts';
import { formMarks, formRoute, type SentForm } from '../forms/form.ts';
import { largestByLink } from '../forms/sent-fields.ts';
import { html } from '../html.ts';
import { words } from '../words/words.ts';
import { type Handle, needs, one, opened, withFields } from './opened.ts';
import type { GroupPorts } from './ports.ts';
import { recordLine } from './record-line.ts';
import { boundToLink, humanAndWayOut } from './register-page.ts';
import { type Session, sessionOf } from './session.ts';
import { type Taken, tableFile, tablePart } from './table-part.ts';
import { takeTable } from './take-table.ts';

const { table: says } = words.confirming;

/** The list that a link opens, while it can be answered. */
const listOf = async (ports: GroupPorts, link: OpenLink, request: SignedIn): Promise<Session | undefined> => {
  const session = link.kind === 'session' ? await sessionOf(ports)(link, request) : undefined;
  return session?.ok && session.value && session.value.closes >= request.now ? session.value : undefined;
};

const tablePage = (ports: GroupPorts, request: SignedIn, taken?: Taken & { readonly sent: string }): Reply => {
  const { publicUrl, service } = ports;
  const at = `${publicUrl}/l/${request.params.token}`;
  const places = {
    ...{ fetch: `${at}/table.csv`, send: `${at}/table`, most: largestByLink },
    marks: () => formMarks(request, boundToLink),
  };
  const wrong = (taken?.faults.length ?? 0) > 0;
  return withFields(
    {
      ...{ publicUrl, title: says.title },
      main: html`${tablePart({ ...places, sent: wrong ? taken?.sent : undefined }, taken)}
<p><a class="app-tap" href="${at}">${words.group.back}</a></p>
${humanAndWayOut(service.display, { request, publicUrl, telephone: service.telephone })}`,
    },
    wrong ? 422 : 200,
  );
};

/** A list that nobody may answer is a page that is not there. */
const listed =
  <R extends SignedIn>(
    ports: GroupPorts,
    answer: (list: Session, link: OpenLink, request: R) => Reply | Promise<Reply>,
  ): Handle<R> =>
  async (link, request) => {
    const list = await listOf(ports, link, request);
    return list ? answer(list, link, request) : refuse('not-found');
  };

const send = (ports: GroupPorts): Handle<SentForm> =>
  listed(ports, async ({ lines }, { link }, form) => {
    const { actor } = form.principal;
    const identity = { id: form.requestId, correlation: form.correlationId, bodyHash: form.bodyHash };
    const sent = form.fields.table ?? '';
    const taken = await takeTable(sent, { link, lines }, identity, (part, { task, meeting }, result) =>
      recordLine(ports)(actor, part, { task, meeting, result }),
    );
    return tablePage(ports, form, { ...taken, sent });
  });

/** A session's answers from a spreadsheet, by the link of its organiser. */
export const tableRoutes = (ports: GroupPorts): readonly Route[] => [
  {
    ...{ method: 'GET', path: `${one}/table`, needs },
    handle: opened(
      ports,
      listed(ports, (_, __, request) => tablePage(ports, request)),
    ),
  },
  {
    ...{ method: 'GET', path: `${one}/table.csv`, needs },
    handle: opened(
      ports,
      listed(ports, ({ lines }, { link }) => tableFile(registerTable({ link, lines }))),
    ),
  },
  formRoute({
    ...{ path: `${one}/table`, needs, publicUrl: ports.publicUrl, boundTo: boundToLink },
    handle: opened(ports, send(ports)),
  }),
];
