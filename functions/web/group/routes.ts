import * as z from 'zod/mini';
import { attendance } from '../../../contracts/partner-api/schemas.ts';
import { notifyStatus } from '../../delivery/organiser/notify-status.ts';
import { referralOf } from '../../domain/referral.ts';
import { ok, refuse } from '../../domain/result.ts';
import type { Answer, ApiRequest, Reply, Route, SignedIn } from '../../http/request.ts';
import type { OpenLink } from '../../identity/links/open-link.ts';
import type { LinkKind } from '../../views/link-rows.ts';
import { answerCompanion, leaveCompanion } from '../companion/answer.ts';
import { showCompanion } from '../companion/pages.ts';
import { formMarks, formRoute, type SentForm, seeOther } from '../forms/form.ts';
import { type Html, html } from '../html.ts';
import { component } from '../shell/render.ts';
import { inLanguage } from '../words/asked-in.ts';
import { words } from '../words/words.ts';
import { worriedRoute } from '../worried/routes.ts';
import { answerAsked, askedBy, askPage } from './ask.ts';
import { codeRoutes } from './code-routes.ts';
import { jsonIn } from './json-in.ts';
import { isToBeNamed } from './meeting-form.ts';
import { type Handle, needs, notSaved, one, opened, page, withFields } from './opened.ts';
import type { GroupPorts } from './ports.ts';
import { isNotify, receivedBy } from './received.ts';
import { canCome, recordLine } from './record-line.ts';
import { boundToLink, humanAndWayOut, mayTakeBack, registerPage } from './register-page.ts';
import { roomPage, roomPart, roomRoutes } from './room.ts';
import { type Session, sessionOf } from './session.ts';
import { tableRoutes } from './table-routes.ts';

const says = words.group;

const show =
  (ports: GroupPorts): Handle<SignedIn> =>
  (link, request) =>
    shows[link.kind](ports, link, request);

const showAsked = async (ports: GroupPorts, link: OpenLink, request: SignedIn): Promise<Reply> => {
  const asked = await askedBy(ports)(link, request);
  if (!asked.ok) return asked;
  const room = await roomPart(ports, link, request);
  const shown = askPage(ports, asked.value, { request, group: link.participant.name, room });
  return isToBeNamed(asked.value.mine.onward) ? withFields(shown) : page(shown);
};

const answerRequest = async (ports: GroupPorts, link: OpenLink, form: SentForm): Promise<Reply> => {
  const asked = await askedBy(ports)(link, form);
  if (!asked.ok) return asked;
  const done = await answerAsked(ports, link, asked.value, form);
  if (!done?.ok) return notSaved(ports, form, says.notSavedSays);
  return 'status' in done.value ? ok(done.value) : withFields(done.value, 422);
};

const showSession = async (ports: GroupPorts, link: OpenLink, request: SignedIn): Promise<Reply> => {
  const { publicUrl, service } = ports;
  const session = await sessionOf(ports)(link, request);
  if (!session.ok) return session;
  const shown = { request, publicUrl, telephone: service.telephone, room: await roomPart(ports, link, request) };
  const over = (title: string, text: string): Answer =>
    page({ publicUrl, title, main: html`<p>${text}</p>${humanAndWayOut(service.display, shown)}` }, 410);
  if (!session.value) return over(says.closed, says.nobody);
  return session.value.closes < request.now ? over(says.over, says.overSays) : page(registerPage(session.value, shown));
};

const shows = { ask: showAsked, session: showSession, room: roomPage, companion: showCompanion } as const;

const line = /^(\d{1,4}) (\S+) (\S+) (\S+)$/;
const answered = z.union([z.pick(attendance, { result: true }), z.object({ result: z.literal(canCome) })]);

/** What a line's form says, where it is a line of this session; a line of another one is none of this link. */
const answerIn = (session: Session | undefined, { fields, now }: SentForm) => {
  const [, n = '', task = '', meeting = '', reference = ''] = line.exec(fields.line ?? '') ?? [];
  const answer = answered.safeParse({ result: fields.answer });
  const there = session?.lines.find((l) => l.meeting === meeting && l.task === task && l.reference === reference);
  if (!answer.success || !session || !there || session.closes < now) return undefined;
  if (answer.data.result === canCome && !mayTakeBack(session, there, now)) return undefined;
  return { n, task, meeting, result: answer.data.result };
};

/** A second tap, on a line that the first one changed. */
const wasTaken = async ({ ledger }: GroupPorts, { fields, requestId, bodyHash }: SentForm): Promise<boolean> => {
  const [, , task = ''] = line.exec(fields.line ?? '') ?? [];
  const loaded = await ledger.load(referralOf(task) ?? '');
  return loaded?.seen.some((one) => one.id === requestId && one.bodyHash === bodyHash) === true;
};

/** One person's answer, on a line of its own. */
const answerLine = async (ports: GroupPorts, link: OpenLink, form: SentForm): Promise<Reply> => {
  const session = await sessionOf(ports)(link, form);
  if (!session.ok) return session;
  const said = answerIn(session.value, form);
  if (!said && (await wasTaken(ports, form)))
    return seeOther(`${ports.publicUrl}/l/${form.params.token}${inLanguage(form)}`);
  if (!said) return notSaved(ports, form, says.notSavedSays);
  const { actor } = form.principal;
  const identity = { id: form.requestId, correlation: form.correlationId, bodyHash: form.bodyHash };
  const done = await recordLine(ports)(actor, identity, said);
  if (done.ok) return seeOther(`${ports.publicUrl}/l/${form.params.token}${inLanguage(form)}#n${said.n}`);
  const [{ code }] = done.refusals;
  return code === 'busy' ? done : notSaved(ports, form, code === 'not-yet' ? says.tooEarly : says.notSavedSays);
};

/** Whether there is room is said by a form of its own (room.ts). */
const noAnswer = async (ports: GroupPorts, _: OpenLink, form: SentForm): Promise<Reply> =>
  notSaved(ports, form, says.notSavedSays);

const takes = { session: answerLine, ask: answerRequest, room: noAnswer, companion: answerCompanion } as const;

const record =
  (ports: GroupPorts): Handle<SentForm> =>
  (link, form) =>
    takes[link.kind](ports, link, form);

const stoppingOf = (kind: LinkKind) => (kind === 'companion' ? words.companion : says).stopping;

/** Whoever stops can still ring: a number stands on every page. */
const ring = ({ service: { display, telephone } }: GroupPorts): Html =>
  html`<p>${says.ring(display)}<a class="app-tap" href="tel:${telephone.replaceAll(' ', '')}">${telephone}</a></p>`;

const askToStop =
  (ports: GroupPorts): Handle<SignedIn> =>
  ({ kind }, request) => {
    const { publicUrl } = ports;
    const stopping = stoppingOf(kind);
    return page({
      ...{ publicUrl, title: stopping.title },
      main: html`<p>${stopping.says}</p>
<form method="post" action="${publicUrl}/l/${request.params.token}/stop">${formMarks(request, boundToLink)}
${component('button', { text: stopping.confirm })}</form>
<p><a class="app-tap" href="${publicUrl}/l/${request.params.token}">${says.back}</a></p>
${ring(ports)}`,
    });
  };

const stop =
  (ports: GroupPorts): Handle<SentForm> =>
  async (opened, form) => {
    const {
      organisation,
      organiser: { since },
      link,
      kind,
    } = opened;
    if (kind === 'companion') await leaveCompanion(ports, opened, form);
    const isRung = kind === 'companion' || (await ports.ringAny(link, 'stopped'));
    // What the link is about is over, or about nobody: whoever delivers finds out in which referral the group is to be rung.
    await ports.said({ organisation, since, kind: 'stopped', ...(isRung ? {} : { ring: true as const }) });
    const stopping = stoppingOf(kind);
    return page({
      ...{ publicUrl: ports.publicUrl, title: stopping.done },
      main: html`<p>${stopping.doneSays}</p>
${ring(ports)}`,
    });
  };

/** https://docs.notifications.service.gov.uk/rest-api.html#delivery-receipts */
const heard =
  (ports: GroupPorts) =>
  async (request: ApiRequest): Promise<Reply> => {
    if (!isNotify(request, await ports.callbackToken())) return refuse('not-signed-in');
    const status = notifyStatus.safeParse(jsonIn(request.body));
    // A state on the way is no news, and what is not ours is nobody's.
    if (status.success) await ports.heard(status.data);
    return { status: 204 };
  };

/**
 * Every page that a link opens, and what GOV.UK Notify tells. By a GET nothing is answered, because scanners fetch links; that whoever did saw a
 * person is kept (`ask.ts`): somebody is to know whom to ring.
 */
export const groupRoutes = (ports: GroupPorts): readonly Route[] => {
  const form = { needs, publicUrl: ports.publicUrl, boundTo: boundToLink };
  return [
    { method: 'GET', path: one, needs, handle: opened(ports, show(ports)) },
    formRoute({ ...form, path: one, handle: opened(ports, record(ports)) }),
    { method: 'GET', path: `${one}/stop`, needs, handle: opened(ports, askToStop(ports)) },
    formRoute({ ...form, path: `${one}/stop`, handle: opened(ports, stop(ports)) }),
    worriedRoute(one, ports),
    ...tableRoutes(ports),
    ...roomRoutes(ports),
    ...codeRoutes(ports),
    {
      method: 'POST',
      path: '/notify/v1/received',
      open: true,
      consumes: ['application/json'],
      handle: receivedBy(ports),
    },
    { method: 'POST', path: '/notify/v1/status', open: true, consumes: ['application/json'], handle: heard(ports) },
  ];
};
