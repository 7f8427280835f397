import { type DeclineReason, declineReasons } from '../../../contracts/lifecycle/codes.ts';
import { versionOf } from '../../../mappings/newest.ts';
import { invitationsOf } from '../../../mappings/partner/invitation.ts';
import { calledOnList } from '../../../mappings/partner/register.ts';
import { dateAfter, instantOf, today } from '../../domain/calendar.ts';
import { askLinkName } from '../../domain/meetings/link-names.ts';
import { venueOf } from '../../domain/meetings/meetings.ts';
import type { Onward } from '../../domain/referral.ts';
import { ok, type Result, refuse } from '../../domain/result.ts';
import type { Answer, SignedIn } from '../../http/request.ts';
import type { OpenLink } from '../../identity/links/open-link.ts';
import { act } from '../../partner/act.ts';
import { accept, declineWith, nameFirstMeeting } from '../../partner/plans.ts';
import type { Mine } from '../../partner/ports.ts';
import { readInvitations } from '../../partner/take-copies.ts';
import { linkIdOf } from '../../views/link-id.ts';
import { dayFor, instantFor } from '../dates.ts';
import type { Values } from '../forms/fields.ts';
import { formMarks, type SentForm, seeOther } from '../forms/form.ts';
import { hasProblems, type Problems, problemSummary } from '../forms/problems.ts';
import { type Html, html } from '../html.ts';
import type { Page } from '../page.ts';
import { component } from '../shell/render.ts';
import { words } from '../words/words.ts';
import { isToBeNamed, meetingForm, meetingIn, meetingProblems } from './meeting-form.ts';
import type { GroupPorts } from './ports.ts';
import { boundToLink, humanAndWayOut } from './register-page.ts';
import { fullFor, fullUntil } from './room.ts';

const says = words.group.ask;
const tier = 'name-only' as const;

/** The request that a link asks about, as the ledger has it now; and how the person stands on the page. */
interface Asked {
  readonly mine: Mine;
  readonly who: string | undefined;
  readonly needs: readonly string[];
}

export const askedBy =
  (ports: GroupPorts) =>
  async ({ referrals: [referral = ''], organisation, link }: OpenLink, request: SignedIn): Promise<Result<Asked>> => {
    const loaded = await ports.ledger.load(referral);
    const onward =
      loaded &&
      invitationsOf(loaded.referral, organisation).find((one) => linkIdOf(askLinkName(organisation, one)) === link);
    if (!loaded || !onward) return refuse('not-found');
    const read = await readInvitations(ports)(loaded, { actor: request.principal.actor, tier, request });
    if (!read.ok) return read;
    const invitation = read.value.find(({ id }) => id === onward.task.id);
    const { who, needs = [] } = invitation ? calledOnList(loaded.referral, invitation) : { who: undefined };
    return ok({ mine: { loaded, onward, tier }, who, needs });
  };

const reasons = ['not-suitable', 'too-complex', 'declined-by-person'] as const;

const button = (text: string, value: string, isFirst = false): Html =>
  component('button', { text, name: 'answer', value, ...(isFirst ? {} : { classes: 'nhsuk-button--secondary' }) });

/** A tap answers: nothing is chosen before, nothing is typed, and what a tap means stands on it. */
const answers = (now: string): Html => html`${button(says.yes, 'yes', true)}
<h2 class="nhsuk-heading-m">${says.no}</h2>
${reasons.map((reason) => button(declineReasons[reason].display, reason))}
${fullFor.map((days) => dateAfter(today(now), days)).map((day) => button(says.fullUntil(dayFor(instantOf(day, '12:00'))), `full ${day}`))}
${button(says.pause, 'pause')}`;

interface Shown {
  readonly request: SignedIn;
  readonly group: string;
  /** That they are full, as they said. */
  readonly room: Html | undefined;
  /** What was typed of a meeting, and what is wrong with it. */
  readonly typed?: { readonly values: Values; readonly problems: Problems };
}

/** What they answered, or that nobody needs an answer. */
const answeredHow = ({ mine: { onward } }: Asked): keyof typeof says.answered => {
  const { status } = onward.task;
  if (['cancelled', 'failed', 'entered-in-error'].includes(status)) return 'over';
  if (status === 'rejected') return 'no';
  return isToBeNamed(onward) ? 'yes' : 'named';
};

const titleOf = (asked: Asked): string => {
  if (asked.mine.onward.task.status === 'requested') return says.title;
  return answeredHow(asked) === 'over' ? says.notNeeded : says.thanks;
};

/** The day and place that stand, so that whoever named them sees whether they are right. */
const expected = ({ meetings }: Onward): Html => {
  const meeting = meetings.findLast(({ status }) => status === 'booked');
  return html`${meeting?.start === undefined ? undefined : html`<p><strong>${[instantFor(meeting.start), venueOf(meeting) ?? []].flat().join(', ')}</strong></p>\n`}`;
};

const answered = ({ publicUrl }: GroupPorts, asked: Asked, { request, typed }: Shown): Html => {
  const { mine } = asked;
  const isOpen = isToBeNamed(mine.onward);
  const hidden = html`${formMarks(request, boundToLink)}<input type="hidden" name="line" value="${mine.loaded.referral.reference}">`;
  const how = answeredHow(asked);
  return html`${how === 'named' ? expected(mine.onward) : undefined}<p>${says.answered[how]}</p>
${isOpen ? meetingForm(`${publicUrl}/l/${request.params.token}`, hidden, typed ?? { values: {}, problems: {} }) : undefined}`;
};

export const askPage = (ports: GroupPorts, asked: Asked, shown: Shown): Page => {
  const { publicUrl, service } = ports;
  const { mine, who, needs } = asked;
  const { request, group, room } = shown;
  const isOpen = mine.onward.task.status === 'requested';
  const asks = html`<p>${who === undefined ? says.somebody : html`<bdi>${who}</bdi>${says.wouldLike}`}</p>
${needs.length > 0 ? html`<p>${words.group.needs(needs.join(', '))}</p>` : undefined}
<form method="post" action="${publicUrl}/l/${request.params.token}">${formMarks(request, boundToLink)}<input type="hidden" name="line" value="${mine.loaded.referral.reference}">
${answers(request.now)}</form>`;
  const problems = problemSummary(shown.typed?.problems ?? {});
  return {
    ...{ publicUrl, title: titleOf(asked), ...(problems ? { problems } : {}) },
    main: html`<p>${group}</p>
${isOpen ? asks : answered(ports, asked, shown)}
${room}
${humanAndWayOut(service.display, { request, publicUrl, telephone: service.telephone })}`,
  };
};

/** What a tap means; a day that is over, or years away, is none that the page offered. */
const meantBy = (
  answer: string,
  now: string,
): { readonly reason?: DeclineReason; readonly room?: { until?: string } } | undefined => {
  if (answer === 'yes') return {};
  if (answer === 'pause') return { reason: 'no-capacity', room: {} };
  const reason = reasons.find((one) => one === answer);
  if (reason) return { reason };
  const until = fullUntil(answer, now);
  return until === undefined ? undefined : { reason: 'no-capacity', room: { until } };
};

/** When the person first comes, as the group says it. */
const nameMeeting = async (
  ports: GroupPorts,
  { organiser, participant }: OpenLink,
  asked: Asked,
  form: SentForm,
): Promise<Result<Answer | Page>> => {
  const { mine } = asked;
  const saved = seeOther(`${ports.publicUrl}/l/${form.params.token}`);
  // Sent once more, by a second tap: it was saved.
  if (mine.loaded.seen.some(({ id, bodyHash }) => id === form.requestId && bodyHash === form.bodyHash))
    return ok(saved);
  if (!isToBeNamed(mine.onward)) return refuse('illegal-transition');
  const problems = meetingProblems(form.fields, form.now);
  const again = (wrong: Problems): Result<Page> =>
    ok(
      askPage(ports, asked, {
        request: form,
        group: participant.name,
        room: undefined,
        typed: { values: form.fields, problems: wrong },
      }),
    );
  if (hasProblems(problems)) return again(problems);
  const planned = nameFirstMeeting(mine, meetingIn(form.fields, organiser.name), {});
  if (!planned.ok) return planned;
  const { requestId: id, correlationId: correlation, bodyHash } = form;
  const { actor } = form.principal;
  const identity = { id, correlation, bodyHash };
  // Two who name it at once name one.
  const ifMatch = versionOf(mine.onward.task);
  const done = await act(ports)({ mine, actor, identity, action: planned.value, ifMatch });
  // A day on which the hub takes none: it says why at the day.
  if (!done.ok && done.refusals.some(({ expression }) => expression === '/start'))
    return again({ day: says.meeting.soon });
  return done.ok ? ok(saved) : done;
};

/** An answer to a request, by the same plans as the partner API. `undefined`: it is not one of those. */
export const answerAsked = async (
  ports: GroupPorts,
  link: OpenLink,
  asked: Asked,
  form: SentForm,
): Promise<Result<Answer | Page> | undefined> => {
  if (form.fields.answer === 'meeting') return nameMeeting(ports, link, asked, form);
  const { organisation } = link;
  const { mine } = asked;
  const meant = meantBy(form.fields.answer ?? '', form.now);
  if (!meant) return undefined;
  const { reason, room } = meant;
  const planned = reason ? declineWith(mine, { reason }, {}) : accept(mine, {}, {});
  if (!planned.ok) return planned;
  const { requestId: id, correlationId: correlation, bodyHash } = form;
  const { actor } = form.principal;
  const done = await act(ports)({ mine, actor, identity: { id, correlation, bodyHash }, action: planned.value });
  if (!done.ok) return done;
  if (room) await ports.said({ kind: 'full', organisation, saidAt: form.now, ...room });
  return ok(seeOther(`${ports.publicUrl}/l/${form.params.token}`));
};
