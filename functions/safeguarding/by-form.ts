import { concern } from '../../contracts/safeguarding/schemas.ts';
import { linkClient } from '../domain/hub.ts';
import type { Answer, ApiRequest, OpenRoute } from '../http/request.ts';
import type { Language } from '../http/respond.ts';
import { paramsIn } from '../http/routing.ts';
import type { Hash } from '../usecases/ports.ts';
import { problemsIn } from '../web/forms/checked.ts';
import { openFormRoute, openMarks, type SentOpenForm } from '../web/forms/open-form.ts';
import { hasProblems, type Problems } from '../web/forms/problems.ts';
import { documentOf, formHeaders, type Page } from '../web/page.ts';
import { words } from '../web/words/words.ts';
import {
  concernFields,
  concernIn,
  concernPath,
  keptPage,
  notKeptPage,
  type Worried,
  worriedPage,
} from '../web/worried/worried-page.ts';
import { keepConcern } from './keep.ts';
import type { SafeguardingPorts } from './ports.ts';

export interface FormPorts extends SafeguardingPorts {
  readonly publicUrl: string;
  /** With the secret of links: only whoever was shown the page by a link has what it makes. */
  readonly hash: () => Promise<Hash>;
}

const htmlType = 'text/html; charset=utf-8';
const path = concernPath('{client}', '{organisation}');

const worriedBy = (
  { rule, publicUrl }: Pick<FormPorts, 'rule' | 'publicUrl'>,
  request: Pick<ApiRequest, 'path' | 'now'>,
): Worried => ({ rule, publicUrl, now: request.now, client: paramsIn(path, request.path)?.client });

/** This door answers software with JSON. Whoever wrote down that they are worried reads, whatever went wrong, whom to ring. */
export const formDialect = (ports: Pick<FormPorts, 'rule' | 'publicUrl'>): Readonly<Record<string, Language>> => ({
  [path]: {
    ...{ answers: htmlType, refusals: htmlType, headers: formHeaders, consumes: [] },
    render: (_, exchange) => documentOf(notKeptPage(worriedBy(ports, exchange))),
  },
});

const page = (shown: Page, status: number): Answer => ({ status, headers: formHeaders, text: documentOf(shown) });

/**
 * The same door for whoever holds a link. That a page lay open for a day is no reason to lose what was written; what is missing is asked for
 * with all that was typed; whoever goes back, writes more and sends it again has said another thing, which is kept too.
 */
export const concernByForm = (ports: FormPorts): OpenRoute => {
  const again = async (form: SentOpenForm, problems: Problems): Promise<Answer> => {
    const marks = openMarks(await ports.hash(), form.path, form.now);
    return page(worriedPage(worriedBy(ports, form), { action: form.path, marks, typed: form.fields, problems }), 422);
  };
  const route = openFormRoute({
    ...{ path, publicUrl: ports.publicUrl, hash: ports.hash },
    handle: async (form) => {
      const { fields, now, bodyHash, params } = form;
      const problems = problemsIn(concernFields, fields);
      const read = concern.safeParse(concernIn(fields));
      if (hasProblems(problems)) return again(form, problems);
      if (!read.success) return again(form, { says: words.forms.wrong });
      const { client = '', organisation = '' } = params;
      const said = { actor: { client, organisation }, requestId: `${form.requestId} ${bodyHash}`, bodyHash, now };
      // A group is not named by its code on a form: what is said by its own link is about it, as far as the hub knows.
      const perhapsAbout = client === linkClient ? organisation : undefined;
      const kept = await keepConcern(ports)(read.data, said, perhapsAbout);
      return kept.ok ? page(keptPage(worriedBy(ports, form), kept.value.id), 201) : kept;
    },
  });
  return {
    ...route,
    handle: async (request) => {
      const reply = await route.handle(request);
      const isRefused = 'status' in reply && reply.status === 403;
      return isRefused ? page(notKeptPage(worriedBy(ports, request)), 403) : reply;
    },
  };
};
