import { dateAfter, instantOf, isDate, today } from '../../domain/calendar.ts';
import { capacityNow } from '../../domain/directory/capacity.ts';
import type { Reply, Route, SignedIn } from '../../http/request.ts';
import type { OpenLink } from '../../identity/links/open-link.ts';
import { dayFor, instantFor } from '../dates.ts';
import { formMarks, formRoute, type SentForm } from '../forms/form.ts';
import { type Html, html } from '../html.ts';
import { component } from '../shell/render.ts';
import { words } from '../words/words.ts';
import { type Handle, needs, notSaved, one, opened, page } from './opened.ts';
import type { GroupPorts } from './ports.ts';
import { boundToLink, humanAndWayOut } from './register-page.ts';

const { room: says } = words.confirming;

/** How long a group can say with one tap that it is full, in days: nothing said of room is believed for longer than 30. */
export const fullFor = [14, 28] as const;

const full = /^full (\d{4}-\d\d-\d\d)$/;

/** An instant: the end of a day that the page offered; a day that is over, or years away, is none. */
export const fullUntil = (answer: string, now: string): string | undefined => {
  const [, until = ''] = full.exec(answer) ?? [];
  const isOffered = isDate(until) && until >= today(now) && until <= dateAfter(today(now), fullFor[1]);
  return isOffered ? instantOf(until, '24:00') : undefined;
};

/** The day that they tapped: it is full until its end, which is the next one's beginning. */
const lastDay = (until: string): string => dayFor(new Date(Date.parse(until) - 1).toISOString());

const formTo = ({ publicUrl }: GroupPorts, request: SignedIn, buttons: Html): Html =>
  html`<form method="post" action="${publicUrl}/l/${request.params.token}/room">${formMarks(request, boundToLink)}${buttons}</form>`;

const button = (text: string, value: string): Html =>
  component('button', { text, name: 'answer', value, classes: 'nhsuk-button--secondary' });

/** While what they said stands, that they are full: when they said it, until when it holds, and one tap to take it back. */
export const roomPart = async (
  ports: GroupPorts,
  { organisation }: OpenLink,
  request: SignedIn,
): Promise<Html | undefined> => {
  const fact = await ports.room(organisation);
  if (!fact || capacityNow(fact, request.now) !== 'full') return undefined;
  return html`<p>${says.full(instantFor(fact.saidAt), fact.until === undefined ? undefined : lastDay(fact.until))}</p>
${formTo(ports, request, button(says.again, 'has-room'))}`;
};

/** "Can you take one person?": of nobody, so that it holds no name and leads to none. */
export const roomPage = async (ports: GroupPorts, link: OpenLink, request: SignedIn): Promise<Reply> => {
  const { publicUrl, service } = ports;
  const days = fullFor.map((count) => dateAfter(today(request.now), count));
  const buttons = html`${component('button', { text: words.group.ask.yes, name: 'answer', value: 'has-room' })}
${days.map((day) => button(words.group.ask.fullUntil(dayFor(instantOf(day, '12:00'))), `full ${day}`))}
${button(words.group.ask.pause, 'pause')}`;
  return page({
    ...{ publicUrl, title: says.title },
    main: html`<p>${link.participant.name}</p><p>${says.nobodyYet}</p>
${formTo(ports, request, buttons)}
${await roomPart(ports, link, request)}
${humanAndWayOut(service.display, { request, publicUrl, telephone: service.telephone })}`,
  });
};

const saidIn = (answer: string, now: string) => {
  if (answer === 'has-room') return { kind: 'has-room' } as const;
  if (answer === 'pause') return { kind: 'full' } as const;
  const until = fullUntil(answer, now);
  return until === undefined ? undefined : ({ kind: 'full', until } as const);
};

const say =
  (ports: GroupPorts): Handle<SentForm> =>
  async ({ organisation }, form) => {
    const { publicUrl, service } = ports;
    const said = saidIn(form.fields.answer ?? '', form.now);
    if (!said) return notSaved(ports, form, words.group.notSavedSays);
    await ports.said({ ...said, organisation, saidAt: form.now });
    const text = says[said.kind === 'full' ? 'savedFull' : 'savedRoom'](instantFor(form.now));
    return page({
      ...{ publicUrl, title: says.thanks },
      main: html`<p role="status">${text}</p>
<p><a class="app-tap" href="${publicUrl}/l/${form.params.token}">${says.back}</a></p>
${humanAndWayOut(service.display, { request: form, publicUrl, telephone: service.telephone })}`,
    });
  };

/** From any link of a group: whether it has room. */
export const roomRoutes = (ports: GroupPorts): readonly Route[] => [
  formRoute({
    ...{ path: `${one}/room`, needs, publicUrl: ports.publicUrl, boundTo: boundToLink },
    handle: opened(ports, say(ports)),
  }),
];
