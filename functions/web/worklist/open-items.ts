import type { Communication, Task } from 'fhir/r4.js';
import { circumstances } from '../../../contracts/lifecycle/circumstances.ts';
import { communicationKinds, type PracticeMessage, practiceMessages } from '../../../contracts/lifecycle/codes.ts';
import { personMessages } from '../../../contracts/lifecycle/person-messages.ts';
import { callAskedBy, isCallAskedBy } from '../../../contracts/lifecycle/please-call.ts';
import { systems } from '../../../contracts/systems.ts';
import { circumstanceIn } from '../../domain/circumstance/circumstances.ts';
import { codeIn, kindOf, statusOf } from '../../domain/coding.ts';
import { organisationOf, type Referral } from '../../domain/referral.ts';
import { recipientOf, senderOf } from '../../domain/said/correspondence.ts';
import { topicOf } from '../../domain/said/practice-messages.ts';
import { saysToPerson } from '../../domain/to-person/messages.ts';
import { instantFor } from '../dates.ts';
import { type Html, html } from '../html.ts';
import { words } from '../words/words.ts';
import type { Doing } from './acts/act.ts';
import { everyAct } from './acts/every-act.ts';
import { partOf } from './acts/part-of.ts';
import { actButtons } from './offered-acts.ts';
import type { NameOf } from './organisation-names.ts';

const { person: says, states } = words.worklist;

/** What stands on the page in a place of its own. */
const placed = ({ task, onward }: Referral): Set<string> =>
  new Set([task, ...onward.flatMap((o) => [o.task, ...o.meetings])].map(({ id }) => partOf(id)));

const isMessage = (topic: string | undefined): topic is PracticeMessage =>
  topic !== undefined && Object.hasOwn(practiceMessages, topic);

const messageText = (c: Communication): string => {
  const circumstance = circumstanceIn(c);
  const call = codeIn(systems.pleaseCall, c.topic);
  if (circumstance) return circumstances[circumstance].display;
  if (isCallAskedBy(call)) return callAskedBy[call];
  const kind = kindOf(c);
  const toPerson = saysToPerson(c);
  if (toPerson) return personMessages[toPerson].display;
  const topic = topicOf(c);
  if (kind === 'practice-message' && isMessage(topic)) return practiceMessages[topic].display;
  return c.payload?.[0]?.contentString ?? (kind ? communicationKinds[kind] : '');
};

const messageLine = (c: Communication, nameOf: NameOf): Html =>
  html`<p>${nameOf(senderOf(c))}${c.sender?.display ? html`, ${c.sender.display}` : undefined}${c.sent ? html`, ${instantFor(c.sent)}` : undefined}${recipientOf(c) ? html`. ${says.to(nameOf(recipientOf(c)))}` : undefined}</p>
<p class="app-words">${messageText(c)}</p>`;

const abortLine = (task: Task, nameOf: NameOf): Html =>
  html`<p>${says.abort(nameOf(organisationOf(task.requester)))}: ${states[statusOf(task)]}</p>
<p class="app-words">${task.reasonCode?.text ?? ''}</p>`;

/** Questions, reports, calls and wishes to stop that wait for somebody here, each with what can be done about it. */
export const openItems = (doing: Omit<Doing, 'about'>, nameOf: NameOf): Html | undefined => {
  const elsewhere = placed(doing.referral);
  const offered = everyAct.flatMap((act) => act.offers(doing)).map(({ about }) => about);
  const items = [...new Set(offered)].filter((about) => !elsewhere.has(about));
  const { communications, aborts } = doing.shown;
  const lines = items.flatMap((about) => {
    const message = communications.find(({ id }) => partOf(id) === about);
    const abort = aborts.find(({ id }) => partOf(id) === about);
    const line = message ? messageLine(message, nameOf) : abort && abortLine(abort, nameOf);
    return line ? [html`<li class="app-card">${line}${actButtons(doing, about)}</li>\n`] : [];
  });
  return lines.length === 0 ? undefined : html`<h2>${says.open}</h2><ul class="app-story">${lines}</ul>`;
};
