import { declineReasons } from '../../../contracts/lifecycle/codes.ts';
import { invitationsOf } from '../../../mappings/partner/invitation.ts';
import { calledOnList } from '../../../mappings/partner/register.ts';
import { isDate, today } from '../../domain/calendar.ts';
import { askLinkName } from '../../domain/meetings/link-names.ts';
import { ok, type Result, refuse } from '../../domain/result.ts';
import type { Answer, SignedIn } from '../../http/request.ts';
import type { OpenLink } from '../../identity/links/open-link.ts';
import { act } from '../../partner/act.ts';
import { accept, declineWith } from '../../partner/plans.ts';
import type { Mine } from '../../partner/ports.ts';
import { readInvitations } from '../../partner/take-copies.ts';
import { linkIdOf } from '../../views/link-id.ts';
import { formMarks, type SentForm, seeOther } from '../forms/form.ts';
import { type Html, html } from '../html.ts';
import type { Page } from '../page.ts';
import { component } from '../shell/render.ts';
import { words } from '../words/words.ts';
import type { GroupPorts } from './ports.ts';
import { boundToLink, humanAndWayOut } from './register-page.ts';

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

/** A tap answers: nothing is chosen before, and what a tap means stands on it. */
const answers = (): Html => html`${component('button', { text: says.yes, name: 'answer', value: 'yes' })}
<h2 class="nhsuk-heading-m">${says.no}</h2>
${reasons.map((reason) => html`${component('button', { text: declineReasons[reason].display, name: 'answer', value: reason, classes: 'nhsuk-button--secondary' })}\n`)}
<h2 class="nhsuk-heading-m">${says.full}</h2>
${component('input', { id: 'until', name: 'until', type: 'date', label: { text: says.until } })}
${component('button', { text: says.fullUntil, name: 'answer', value: 'full', classes: 'nhsuk-button--secondary' })}
${component('button', { text: says.pause, name: 'answer', value: 'pause', classes: 'nhsuk-button--secondary' })}`;

interface Shown {
  readonly request: SignedIn;
  readonly group: string;
  readonly problem?: string;
}

export const askPage = ({ publicUrl, service }: GroupPorts, { mine, who, needs }: Asked, shown: Shown): Page => {
  const { request, group, problem } = shown;
  const isOpen = mine.onward.task.status === 'requested';
  const asks = html`<p>${who === undefined ? says.somebody : html`<bdi>${who}</bdi>${says.wouldLike}`}</p>
${needs.length > 0 ? html`<p>${words.group.needs(needs.join(', '))}</p>` : undefined}${problem === undefined ? undefined : html`<p class="app-saved" role="alert">${problem}</p>`}
<form method="post" action="${publicUrl}/l/${request.params.token}">${formMarks(request, boundToLink)}<input type="hidden" name="line" value="${mine.loaded.referral.reference}">
${answers()}</form>`;
  return {
    ...{ publicUrl, title: says.title },
    main: html`<p>${group}</p>
${isOpen ? asks : html`<p>${says.answered[mine.onward.task.status === 'rejected' ? 'no' : 'yes']}</p>`}
${humanAndWayOut(service.display, { request, publicUrl, telephone: service.telephone })}`,
  };
};

/** What a tap says of the group's room: only of who is full something is known. */
const roomSaid = ({ answer, until }: SentForm['fields'], now: string): { until?: string } | 'none' | 'wrong' => {
  if (answer === 'pause') return {};
  if (answer !== 'full') return 'none';
  return until !== undefined && isDate(until) && until >= today(now) ? { until } : 'wrong';
};

const planOf = (mine: Mine, answer: string) => {
  if (answer === 'yes') return accept(mine, {}, {});
  const reason = reasons.find((one) => one === answer);
  return declineWith(mine, { reason: reason ?? 'no-capacity' }, {});
};

const known: readonly string[] = ['yes', ...reasons, 'full', 'pause'];

/** An answer to a request, by the same plans as the partner API. `undefined`: it is not one of those. */
export const answerAsked = async (
  ports: GroupPorts,
  { organisation }: OpenLink,
  { mine }: Asked,
  form: SentForm,
): Promise<Result<Answer> | 'wrong-day' | undefined> => {
  const { answer = '' } = form.fields;
  if (!known.includes(answer)) return undefined;
  const room = roomSaid(form.fields, form.now);
  if (room === 'wrong') return 'wrong-day';
  const planned = planOf(mine, answer);
  if (!planned.ok) return planned;
  const { requestId: id, correlationId: correlation, bodyHash } = form;
  const { actor } = form.principal;
  const done = await act(ports)({ mine, actor, identity: { id, correlation, bodyHash }, actions: planned.value });
  if (!done.ok) return done;
  if (room !== 'none')
    await ports.said({ kind: 'capacity', organisation, capacity: { status: 'no-capacity', at: form.now, ...room } });
  return ok(seeOther(`${ports.publicUrl}/l/${form.params.token}`));
};
