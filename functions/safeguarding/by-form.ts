import { concern } from '../../contracts/safeguarding/schemas.ts';
import type { Answer, OpenRoute } from '../http/request.ts';
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
  worriedPage,
} from '../web/worried/worried-page.ts';
import { keepConcern } from './keep.ts';
import type { SafeguardingPorts } from './ports.ts';

export interface FormPorts extends SafeguardingPorts {
  readonly publicUrl: string;
  /** With the secret of links: only whoever was shown the page by a link has what it makes. */
  readonly hash: () => Promise<Hash>;
}

/** This door answers software with JSON, and people with pages. */
const asPage = (answer: Answer): Answer =>
  answer.text === undefined
    ? answer
    : { ...answer, headers: { 'content-type': 'text/html; charset=utf-8', ...answer.headers } };

const page = (shown: Page, status: number): Answer => ({ status, headers: formHeaders, text: documentOf(shown) });

/**
 * The same door for whoever holds a link. That a page lay open for a day is no reason to lose what was written; what is missing is asked for
 * with all that was typed; and where it could not be kept the page says so, and whom to ring.
 */
export const concernByForm = (ports: FormPorts): OpenRoute => {
  const { rule, publicUrl, hash } = ports;
  const again = async ({ path, fields, now }: SentOpenForm, problems: Problems): Promise<Answer> => {
    const marks = openMarks(await hash(), path, now);
    return page(worriedPage({ rule, now, publicUrl, action: path, marks, typed: fields, problems }), 422);
  };
  const route = openFormRoute({
    ...{ path: concernPath('{client}', '{organisation}'), publicUrl, hash },
    handle: async (form) => {
      const { fields, now, params } = form;
      const problems = problemsIn(concernFields, fields);
      const read = concern.safeParse(concernIn(fields));
      if (hasProblems(problems)) return again(form, problems);
      if (!read.success) return again(form, { says: words.forms.wrong });
      const actor = { client: params.client ?? '', organisation: params.organisation ?? '' };
      const kept = await keepConcern(ports)(read.data, { ...form, actor });
      return kept.ok
        ? page(keptPage({ rule, now, publicUrl }, kept.value.id), 201)
        : page(notKeptPage({ rule, now, publicUrl }), 503);
    },
  });
  return {
    ...route,
    handle: async (request) => {
      const reply = await route.handle(request);
      return 'status' in reply ? asPage(reply) : reply;
    },
  };
};
