import type { Told } from '../../../mappings/page/told.ts';
import { today, workingDaysAfter } from '../../domain/calendar.ts';
import { pagesClient } from '../../domain/hub.ts';
import { readReference, referenceOf } from '../../domain/request/reference.ts';
import { refuse } from '../../domain/result.ts';
import type { SubmittingPorts } from '../../fhir/sending/submit.ts';
import type { Answer, ApiRequest, OpenRoute, Reply } from '../../http/request.ts';
import type { Hash, Participants } from '../../usecases/ports.ts';
import { seeOther } from '../forms/form.ts';
import { openFormRoute, openMarks, type SentOpenForm } from '../forms/open-form.ts';
import { hasProblems, type Problems } from '../forms/problems.ts';
import { lineIn } from '../forms/typed.ts';
import { documentOf, formHeaders, type Page } from '../page.ts';
import { words } from '../words/words.ts';
import { type Asking, asking, type Poster, posterForm, posterPath, posterRoot, posterStart } from './poster-pages.ts';
import { posterSent, readWithin } from './poster-sent.ts';
import { readAnswers } from './read-answers.ts';
import { problemsOf, submitTold } from './submitted-form.ts';

export interface PosterPorts extends Omit<SubmittingPorts, 'hash' | 'participants'> {
  readonly publicUrl: string;
  readonly register: Pick<Participants, 'organisation'>;
  readonly hash: () => Promise<Hash>;
  /** Whether the poster of a practice sent as much as it may in this minute. */
  readonly isOverQuota: (practice: string, now: string) => Promise<boolean>;
}

const { poster: says, forms } = words;
const longestName = 200;

const page = (shown: Page, status = 200): Answer => ({ status, headers: formHeaders, text: documentOf(shown) });

/** Who asks, where it is not the person. */
const readAskedBy = (fields: SentOpenForm['fields'], who: Asking): { problems: Problems; by: Told['by'] } => {
  if (who === 'me') return { problems: {}, by: { is: 'self' } };
  const [name, telephone] = [lineIn(fields.yourName), lineIn(fields.yourPhone)];
  const problems = {
    ...(name === '' ? { yourName: says.yourNameMissing } : {}),
    ...(name.length > longestName ? { yourName: forms.tooLong(longestName) } : {}),
    ...(telephone.length > longestName ? { yourPhone: forms.tooLong(longestName) } : {}),
  };
  return { problems, by: { is: 'friend-or-relative', name, ...(telephone ? { telephone } : {}) } };
};

/**
 * Behind the poster of a practice: themself, a friend, a relative, without an account. What is sent is a draft of the coordinator, which a
 * person reads by a day that is set, and sends on or not: nobody who is unknown puts anything on a list of work by themself.
 */
export const posterRoutes = (ports: PosterPorts): readonly OpenRoute[] => {
  const { publicUrl, area, register } = ports;
  const posterOf = async ({ params: { practice = '' } }: ApiRequest): Promise<Poster | undefined> => {
    const known = await register.organisation(practice);
    return known?.active && known.kind === 'practice' ? { practice: known, area, publicUrl } : undefined;
  };
  const open = (path: string, shown: (request: ApiRequest, poster: Poster) => Reply | Promise<Reply>): OpenRoute => ({
    ...{ method: 'GET', path: `${posterRoot}/{practice}${path}`, open: true },
    handle: async (request) => {
      const poster = await posterOf(request);
      return poster ? shown(request, poster) : refuse('not-found');
    },
  });

  const formOf = async (
    poster: Poster,
    who: Asking,
    now: string,
    more: { fields?: SentOpenForm['fields']; problems?: Problems; notice?: string },
  ) =>
    posterForm(poster, {
      ...{ who, marks: openMarks(await ports.hash(), posterPath(poster.practice.organisation, who), now) },
      typed: { of: who === 'me' ? 'me' : 'them', fields: more.fields ?? {}, problems: more.problems ?? {} },
      ...(more.notice ? { notice: more.notice } : {}),
    });

  const send = async (form: SentOpenForm, poster: Poster, who: Asking): Promise<Reply> => {
    const { fields, now } = form;
    const again = async (status: number, more: { problems?: Problems; notice?: string }): Promise<Answer> =>
      page(await formOf(poster, who, now, { fields, ...more }), status);
    const asked = readAskedBy(fields, who);
    const told = readAnswers(fields, now);
    const problems = { ...told.problems, ...asked.problems };
    if (form.isStale) return again(422, { problems, notice: says.stale });
    if (hasProblems(problems) || !told.answers) return again(422, { problems });
    const { organisation } = poster.practice;
    if (await ports.isOverQuota(organisation, now)) return again(429, { notice: says.many });
    const actor = { client: pagesClient, organisation: area.coordinator };
    const submitted = await submitTold(
      { ...ports, participants: register, hash: await ports.hash() },
      { ...form, principal: { actor, organisations: [area.coordinator] } },
      {
        ...{ ...told.answers, by: asked.by, kind: who === 'me' ? 'self' : 'friend-or-relative', way: 'poster' },
        ...{ practice: organisation, agreed: who === 'me' || fields.know !== undefined },
        ...(fields.tell === undefined ? {} : { tells: organisation }),
        checkedBy: today(workingDaysAfter(now, readWithin)),
      },
    );
    if (!submitted.ok) return again(422, { problems: problemsOf(submitted.refusals) });
    const reference = new URLSearchParams({ reference: referenceOf(submitted.value.referral.id) });
    return seeOther(`${publicUrl}${posterPath(organisation)}/sent?${reference}`);
  };

  return [
    open('', (_, poster) => page(posterStart(poster))),
    ...asking.map((who) => open(`/${who}`, async ({ now }, poster) => page(await formOf(poster, who, now, {})))),
    ...asking.map((who) =>
      openFormRoute({
        ...{ path: `${posterRoot}/{practice}/${who}`, publicUrl, hash: ports.hash },
        handle: async (form) => {
          const poster = await posterOf(form);
          return poster ? send(form, poster, who) : refuse('not-found');
        },
      }),
    ),
    open('/sent', ({ query, now }, poster) => {
      const reference = readReference(query.get('reference') ?? '');
      return reference ? page(posterSent(poster, reference, now)) : refuse('not-found');
    }),
  ];
};
