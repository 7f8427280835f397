import type { Action } from '../../domain/decide/actions.ts';
import { refuse } from '../../domain/result.ts';
import type { Answer, Reply, Route, SignedIn } from '../../http/request.ts';
import { ownPath } from '../../identity/links/person-link.ts';
import { actOnReferral } from '../../usecases/act-on-referral.ts';
import { formMarks, formRoute, type SentForm, seeOther } from '../forms/form.ts';
import { html } from '../html.ts';
import { documentOf, formHeaders, type Page, pageHeaders } from '../page.ts';
import { worriedRoute } from '../worried/routes.ts';
import { type Answering, type Asked, answerings } from './answers.ts';
import { knownPlan } from './known-plan.ts';
import { isPaper, paperOf, titleOf } from './paper.ts';
import { planPage } from './plan-page.ts';
import type { OwnPorts } from './ports.ts';
import { boundToPage, humanToRing, linkTo, ownPageOf, tap, type Visit, visitOf } from './visit.ts';
import { whoKnowsPage } from './who-knows-page.ts';

const one = `${ownPath}/{token}`;
const needs = ['see-own-page'] as const;

/** A page without a form says `no-referrer`, as every answer does. */
const shown = (page: Page): Answer => ({ status: 200, headers: pageHeaders, text: documentOf(page) });
const asking = (page: Page, status = 200): Answer => ({ status, headers: formHeaders, text: documentOf(page) });

type Handle<R extends SignedIn> = (visit: Visit, request: R) => Promise<Reply> | Reply;

/** The pipeline has let in whoever holds the link; what it opens is looked up here. */
const opened =
  <R extends SignedIn>(ports: OwnPorts, handle: Handle<R>) =>
  async (request: R): Promise<Reply> => {
    const page = await ports.open(request.params.token ?? '');
    return page ? handle(visitOf(ports, page, request), request) : refuse('not-signed-in');
  };

const planOfVisit = ({ ports, page, request }: Visit) => knownPlan(ports, page.referral, request.now);

const showPlan: Handle<SignedIn> = async (visit) => shown(planPage(visit, await planOfVisit(visit)));

const showPaper: Handle<SignedIn> = async (visit, { params: { paper = '' }, now }) => {
  if (!isPaper(paper)) return refuse('not-found');
  const { texts, ports, at } = visit;
  const plan = await planOfVisit(visit);
  const main = html`${paperOf(paper, { plan, texts, now, service: ports.service })}
<div class="app-unprinted">${linkTo(at(), texts.own.back)}</div>`;
  return shown(ownPageOf(visit, titleOf(paper, texts), main));
};

const notSaved = (visit: Visit): Answer => {
  const { own } = visit.texts;
  return asking(
    ownPageOf(
      visit,
      own.notSaved,
      html`<p>${own.notSavedSays}</p>${humanToRing(visit)}${linkTo(visit.at(), own.back)}`,
    ),
    422,
  );
};

const asked = async (visit: Visit) => ({
  ...{ referral: visit.page.referral, plan: await planOfVisit(visit), now: visit.request.now },
  part: visit.request.params.part ?? '',
});

const ask =
  (answering: Answering): Handle<SignedIn> =>
  async (visit, request) => {
    const about = await asked(visit);
    if (!answering.stands(about)) return notSaved(visit);
    const { texts, at } = visit;
    const address = at(request.path.split('/').slice(-2).join('/'));
    return asking(
      ownPageOf(
        visit,
        answering.title(texts.own),
        html`${answering.about?.(about, texts)}<p>${answering.says(texts.own)}</p>
<form method="post" action="${address}">${formMarks(request, boundToPage)}<input type="hidden" name="start" value="${answering.start?.(about)}">${answering.taps(texts.own)}</form>
${linkTo(at(), texts.own.back)}${humanToRing(visit)}`,
      ),
    );
  };

/** By the same use case as everybody else, as the person. */
const act = ({ ports, page }: Visit, form: SentForm, action: Action) =>
  actOnReferral(ports)({
    ...{ referral: page.referral.id, actor: form.principal.actor, action },
    request: { id: form.requestId, correlation: form.correlationId, bodyHash: form.bodyHash },
  });

/** It can be said, and of the time that they saw. */
const stillStands = (answering: Answering, about: Asked, { fields }: SentForm): boolean =>
  answering.stands(about) && (fields.start ?? '') === (answering.start?.(about) ?? '');

const answer =
  (answering: Answering): Handle<SentForm> =>
  async (visit, form) => {
    const about = await asked(visit);
    const isRepeat = visit.page.seen.some(({ id, bodyHash }) => id === form.requestId && bodyHash === form.bodyHash);
    const action = stillStands(answering, about, form) ? answering.action(about, form.fields.answer ?? '') : undefined;
    if (!action && !isRepeat) return notSaved(visit);
    const done = action ? await act(visit, form, action) : undefined;
    if (done && !done.ok) return done.refusals[0].code === 'busy' ? done : notSaved(visit);
    return seeOther(visit.at(answering.leadsTo));
  };

const askToClose: Handle<SignedIn> = (visit, request) => {
  const { close, back } = visit.texts.own;
  return asking(
    ownPageOf(
      visit,
      close.title,
      html`<p>${close.says}</p>
<form method="post" action="${visit.at('close')}">${formMarks(request, boundToPage)}${tap(close.confirm, 'yes')}</form>
${linkTo(visit.at(), back)}`,
    ),
  );
};

const close: Handle<SentForm> = async (visit, form) => {
  const done = await act(visit, form, { kind: 'own-page', to: 'off' });
  if (!done.ok) return done;
  const { close: says } = visit.texts.own;
  return asking(ownPageOf(visit, says.done, html`<p>${says.doneSays}</p>${humanToRing(visit)}`));
};

/** Every page that the link of a person opens. Nothing is changed by a GET: scanners fetch links. */
export const ownRoutes = (ports: OwnPorts): readonly Route[] => {
  const form = { needs, publicUrl: ports.publicUrl, boundTo: boundToPage };
  return [
    { method: 'GET', path: one, needs, handle: opened(ports, showPlan) },
    {
      method: 'GET',
      path: `${one}/who-knows`,
      needs,
      handle: opened(ports, async (visit) => shown(await whoKnowsPage(visit))),
    },
    { method: 'GET', path: `${one}/close`, needs, handle: opened(ports, askToClose) },
    formRoute({ ...form, path: `${one}/close`, handle: opened(ports, close) }),
    worriedRoute(one, ports, async ({ params }) => (await ports.open(params.token ?? ''))?.referral.reference),
    { method: 'GET', path: `${one}/{paper}`, needs, handle: opened(ports, showPaper) },
    ...Object.entries(answerings).flatMap(([name, answering]): readonly Route[] => [
      { method: 'GET', path: `${one}/${name}/{part}`, needs, handle: opened(ports, ask(answering)) },
      formRoute({ ...form, path: `${one}/${name}/{part}`, handle: opened(ports, answer(answering)) }),
    ]),
  ];
};
