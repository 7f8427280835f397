import { thisTeams } from '../../../contracts/areas/this-teams.ts';
import { statusOf } from '../../domain/coding.ts';
import { type Obligation, obligations } from '../../domain/owed/obligations.ts';
import { referrerOf } from '../../domain/parties.ts';
import { type Referral, referenceTo } from '../../domain/referral.ts';
import { refuse } from '../../domain/result.ts';
import { assigneeOf } from '../../domain/tasks/assignee.ts';
import { teamOf } from '../../domain/tasks/team-on-task.ts';
import type { Reply } from '../../http/request.ts';
import { instantFor } from '../dates.ts';
import { type Html, html } from '../html.ts';
import { words } from '../words/words.ts';
import type { Doing } from './acts/act.ts';
import { contactBox } from './contact-box.ts';
import { doneNotice } from './done-notice.ts';
import { findPerson } from './find-person.ts';
import { teamName } from './list-filters.ts';
import { actButtons } from './offered-acts.ts';
import { onwardPart } from './onward-part.ts';
import { openItems } from './open-items.ts';
import { type NameOf, namesIn } from './organisation-names.ts';
import { ownPagePart } from './own-page-part.ts';
import { wordsAndNeed } from './own-words.ts';
import { personHead } from './person-head.ts';
import { calledOf, nameOf } from './person-name.ts';
import { risksAndNeeds } from './risks-and-needs.ts';
import { saysOwed } from './said-plainly.ts';
import { otherOpenOnes } from './same-person.ts';
import { seenBox } from './seen-box.ts';
import { answerWith, type Desk } from './staff-page.ts';
import { wholeStory } from './story.ts';
import { toldParts } from './told-part.ts';

const { person: says, states, today } = words.worklist;

const owedLine = ({ what, deadline }: Obligation, now: string, whose?: string): Html =>
  html`<li>${whose ? html`${whose}: ` : undefined}<strong>${saysOwed(what)}</strong>. ${deadline < now ? today.late(instantFor(deadline)) : today.by(instantFor(deadline))}</li>\n`;

/** A yes or no is the word of whoever was asked alone (contracts/lifecycle); the rest may be written down for them. */
const whoWrites = (others: readonly Obligation[]): Html => {
  const isTheirs = ({ what }: Obligation): boolean => what === 'answer-request';
  return html`${others.some(isTheirs) ? html`<p>${says.theirsAlone}</p>` : undefined}${others.every(isTheirs) ? undefined : html`<p>${says.forThem}</p>`}`;
};

/** What is owed, by whom: the reason why somebody is here. */
const nextPart = ({ referral, actor, now }: Omit<Doing, 'about'>, named: NameOf): Html => {
  const all = obligations(referral);
  const own = all.filter(({ who }) => who === actor.organisation || who === '');
  const others = all.filter((one) => !own.includes(one));
  return html`<h2>${says.now}</h2>
${own.length > 0 ? html`<ul>${own.map((one) => owedLine(one, now))}</ul>` : html`<p>${says.nothingNow}</p>`}
${others.length > 0 ? html`<h3>${says.others}</h3><ul>${others.map((one) => owedLine(one, now, named(one.who)))}</ul>${whoWrites(others)}` : undefined}`;
};

/** The human who asked, where it was not the person: the one to ring about it. */
const whoTold = ({ others, request }: Referral): Html | undefined => {
  const one = others.find((other) => referenceTo(other) === request.requester?.reference);
  if (one?.resourceType !== 'RelatedPerson' && one?.resourceType !== 'PractitionerRole') return undefined;
  const name = one.resourceType === 'RelatedPerson' ? nameOf(one) : one.practitioner?.display;
  const numbers = (one.telecom ?? []).flatMap(({ value }) => value ?? []);
  return name === undefined
    ? undefined
    : html`<br>
${says.told}: ${[name, ...numbers].join(', ')}`;
};

/** Where the service is one there is nothing to say. */
const teamLine = ({ task }: Referral): Html | undefined =>
  thisTeams.length > 1
    ? html`${words.localTeams.team}: ${teamName(teamOf(task)) ?? words.localTeams.none}<br>
`
    : undefined;

const statePart = ({ referral, shown }: Omit<Doing, 'about'>, named: NameOf): Html => {
  const assignee = assigneeOf(referral.task);
  const { statusReason } = referral.task;
  return html`<p>${says.state}: <strong>${states[statusOf(referral.task)]}</strong>${statusReason?.text ? html`. ${statusReason.text}` : undefined}<br>
${says.assignee}: ${assignee?.name ?? assignee?.code ?? says.team}<br>
${teamLine(referral)}${says.from}: ${named(referrerOf(referral))}${whoTold(shown)}</p>`;
};

/** One person, whatever organisation has to do with them: their words, what is to be done, what can be, and what has happened. */
export const personPage = async (desk: Desk): Promise<Reply> => {
  const found = await findPerson(desk);
  if (!found) return refuse('not-found');
  const doing = { ...found, desk, now: desk.request.now };
  const named = await namesIn(desk.participants, found.referral);
  const told = await toldParts(desk, found.referral);
  return answerWith(desk, {
    title: found.referral.reference,
    heading: calledOf(found.shown.patient, doing.now) ?? found.referral.reference,
    main: html`<p>${found.referral.reference}</p>
${doneNotice(desk)}<div class="app-columns">
${personHead(found, doing.now)}
<div class="app-column">
${wordsAndNeed(found.shown)}
${risksAndNeeds(found.shown)}
${await otherOpenOnes(desk, found, named)}
${statePart(doing, named)}
${nextPart(doing, named)}
${seenBox(doing)}
${contactBox({ ...doing, about: 't1' }, 'person')}
<h2>${says.acts}</h2>
${actButtons(doing, 't1')}
${openItems(doing, named)}
${ownPagePart(doing)}
${found.shown.onward.length > 0 ? html`<h2>${says.onward}</h2>${found.shown.onward.map((onward) => onwardPart(doing, onward, named, told))}` : undefined}
<h2>${says.story}</h2>
<p><a class="app-tap" href="${desk.publicUrl}/staff/timeline/${found.referral.reference}">${words.timeline.open}</a></p>
${await wholeStory(desk, found)}
</div></div>`,
  });
};
