import { isTerminal } from '../../../contracts/lifecycle/statuses.ts';
import { companionView } from '../../../mappings/partner/companion.ts';
import { instantOf } from '../../domain/calendar.ts';
import { statusOf } from '../../domain/coding.ts';
import { placeFrom } from '../../domain/companion/companions.ts';
import { closesAt } from '../../domain/meetings/link-names.ts';
import { modeOf } from '../../domain/meetings/meetings.ts';
import { assigneeOf } from '../../domain/tasks/assignee.ts';
import type { Answer, Reply, SignedIn } from '../../http/request.ts';
import type { OpenLink } from '../../identity/links/open-link.ts';
import { dayFor, instantFor } from '../dates.ts';
import { formMarks } from '../forms/form.ts';
import { page as groupPage } from '../group/opened.ts';
import type { GroupPorts } from '../group/ports.ts';
import { boundToLink, humanAndWayOut } from '../group/register-page.ts';
import { type Html, html } from '../html.ts';
import { component } from '../shell/render.ts';
import { words } from '../words/words.ts';
import { askedOfCompanion, type CompanionAnswer, type CompanionAsked } from './asked.ts';

const says = words.companion;
type View = ReturnType<typeof companionView>;

const page = ({ publicUrl }: GroupPorts, title: string, main: Html, status = 200): Answer =>
  groupPage({ publicUrl, title, main }, status);

const labels: Readonly<Record<CompanionAnswer, string>> = {
  ...{ yes: says.yes, no: says.no, cannot: says.cannot, met: says.met, 'not-met': says.notMet },
};

const isFirst = (answer: CompanionAnswer): boolean => answer === 'yes' || answer === 'met';
const button = (value: CompanionAnswer): Html =>
  component('button', {
    ...{ text: labels[value], name: 'answer', value },
    ...(isFirst(value) ? {} : { classes: 'nhsuk-button--secondary' }),
  });

/** A tap answers: nothing is chosen before, and nothing is typed. */
const answers = ({ publicUrl }: GroupPorts, asked: CompanionAsked, request: SignedIn): Html | undefined =>
  asked.answers.length === 0
    ? undefined
    : html`<form method="post" action="${publicUrl}/l/${request.params.token}">${formMarks(request, boundToLink)}
${asked.answers.map(button)}</form>`;

const when = ({ day, part }: View): string => says.on(dayFor(instantOf(day, '12:00')), says.parts[part]);

/** Whom, where and when: from the day before, for whoever said yes. */
const meets = ({ who, start, place, reference = '' }: View, isAtHome: boolean): Html =>
  html`<dl class="app-meets"><dt>${says.meet}</dt><dd><bdi>${who}</bdi></dd><dt>${says.when}</dt><dd>${instantFor(start ?? '')}</dd>
<dt>${says.where}</dt><dd>${place ?? (isAtHome ? says.atHome : says.ringForPlace)}</dd></dl><p>${says.reference(reference)}</p>`;

const conditionsOf = ({ conditions }: View): Html | undefined =>
  conditions.length === 0
    ? undefined
    : html`<p>${says.conditions}</p><ul>${conditions.map((one) => html`<li>${one}</li>`)}</ul>`;

const ended = { completed: true, failed: true, rejected: true, cancelled: true } as const;
const isEnd = (status: string): status is keyof typeof ended => Object.hasOwn(ended, status);

const titleOf = ({ task, answers: may }: CompanionAsked): string => {
  const status = statusOf(task);
  if (isTerminal(status)) return isEnd(status) ? says.done[status] : says.done.cancelled;
  if (may.includes('met')) return says.after;
  return status === 'accepted' ? says.going : says.title;
};

const bodyOf = (asked: CompanionAsked): Html => {
  const { task, meeting, now } = asked;
  const view = companionView(asked);
  const status = statusOf(task);
  if (isTerminal(status)) return html`<p>${isEnd(status) ? says.doneSays[status] : says.doneSays.cancelled}</p>`;
  if (status === 'requested')
    return asked.answers.length === 0
      ? html`<p>${says.doneSays.cancelled}</p>`
      : html`<p>${says.would(when(view))}</p>${conditionsOf(view)}`;
  return view.who === undefined
    ? html`<p>${says.later(when(view))}</p><p>${placeFrom(meeting) > now ? says.comesLater(dayFor(placeFrom(meeting))) : undefined}</p>${conditionsOf(view)}`
    : html`${meets(view, modeOf(meeting) === 'home-visit')}${conditionsOf(view)}`;
};

/** What a champion or buddy sees: less before their yes than after it, and the place from the day before. */
export const showCompanion = async (ports: GroupPorts, link: OpenLink, request: SignedIn): Promise<Reply> => {
  const found = await askedOfCompanion(ports, link, request.now);
  if (!found.ok) return found;
  const asked = found.value;
  const worker = assigneeOf(asked.referral.task)?.name;
  const { publicUrl, service } = ports;
  const at = { request, publicUrl, telephone: service.telephone };
  const human = humanAndWayOut(worker ?? service.display, at, says.stop);
  if (closesAt(asked.meeting) < request.now) return page(ports, says.over, html`<p>${says.overSays}</p>${human}`, 410);
  if (asked.isNotCleared && asked.answers.length > 0)
    return page(ports, says.notNow, html`<p>${says.notNowSays}</p>${human}`);
  return page(ports, titleOf(asked), html`${bodyOf(asked)}${answers(ports, asked, request)}${human}`);
};
