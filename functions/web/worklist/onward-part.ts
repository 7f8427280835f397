import type { Appointment } from 'fhir/r4.js';
import { arrangements } from '../../../contracts/lifecycle/arrangements.ts';
import { attendanceResults, meetingModes } from '../../../contracts/lifecycle/codes.ts';
import { conditions } from '../../../contracts/lifecycle/risk-settings.ts';
import { type RefusalCode, refusals } from '../../../contracts/refusals.ts';
import { statusOf } from '../../domain/coding.ts';
import { companionsFor } from '../../domain/companion/companions.ts';
import { companionToRing } from '../../domain/companion/ring-companion.ts';
import { itemsOf, openItems } from '../../domain/meetings/arrangements.ts';
import { isUnanswered, modeOf, resultOf, signedUpBy, venueOf } from '../../domain/meetings/meetings.ts';
import { notMovedOn } from '../../domain/options/next-option.ts';
import { type Onward, organisationOf, type Referral } from '../../domain/referral.ts';
import { consideredOf } from '../../domain/tasks/risks-considered.ts';
import { waitingOf } from '../../domain/tasks/waiting.ts';
import { dateFor, instantFor } from '../dates.ts';
import { type Html, html } from '../html.ts';
import { words } from '../words/words.ts';
import type { Doing } from './acts/act.ts';
import { differing, ringing, sessionLink } from './confirming-part.ts';
import { actButtons } from './offered-acts.ts';
import type { NameOf } from './organisation-names.ts';
import { inPlainWords } from './plain-refusals.ts';
import { conceptText } from './risks-and-needs.ts';

const { person: says, states, arrange } = words.worklist;
const { companion } = words;
const isRefusal = (code: string): code is RefusalCode => Object.hasOwn(refusals, code);
const partOf = ({ id = '' }: { readonly id?: string }): string => id.slice(id.lastIndexOf('.') + 1);

/** While anything is open the meeting is not ready, and says what, and whose it is. */
export const readiness = ({ shown }: Pick<Doing, 'shown'>, meeting: Appointment): Html | undefined => {
  if (!isUnanswered(meeting)) return undefined;
  const open = openItems(shown.patient, meeting);
  if (open.length === 0) return itemsOf(meeting).length > 0 ? html`<p>${arrange.ready}</p>` : undefined;
  return html`<div class="app-stop"><p><strong>${arrange.notReady}</strong></p><ul>${open.map(
    ({ what, by }) => html`<li>${arrangements[what]}: ${by === '' ? arrange.nobodyYet : by}</li>`,
  )}</ul></div>`;
};

/** Who was asked to go along, how that stands, and what can be done about it; the newest last. */
const companionParts = (doing: Omit<Doing, 'about'>, meeting: Appointment, nameOf: NameOf): readonly Html[] =>
  companionsFor(doing.shown, meeting).map(
    (task) =>
      html`<p>${companion.with}: <strong>${nameOf(organisationOf(task.owner))}</strong>, ${isSaid(task.status) ? companion.states[task.status] : task.status}</p>${companionToRing(doing.referral, task).length > 0 ? html`<div class="app-stop"><p><strong>${words.confirming.ringCompanion}</strong></p></div>` : undefined}${actButtons(doing, partOf(task))}`,
  );
const isSaid = (status: string): status is keyof typeof companion.states => Object.hasOwn(companion.states, status);

const meetingPart = (doing: Omit<Doing, 'about'>, meeting: Appointment, nameOf: NameOf): Html => {
  const mode = modeOf(meeting);
  const result = resultOf(meeting);
  const place = venueOf(meeting);
  return html`<li><p><strong>${says.meeting}: ${instantFor(meeting.start ?? '')}</strong>${mode ? html`, ${meetingModes[mode]}` : undefined}${place ? html`, ${place}` : undefined}</p>
<p>${meeting.status === 'cancelled' && !result ? says.calledOff : result ? attendanceResults[result] : says.noResult}. ${says.signedUp(signedUpBy(meeting) ?? says.missing)}</p>
${meeting.patientInstruction === undefined ? undefined : html`<p>${says.know(meeting.patientInstruction)}</p>`}${differing(meeting)}${readiness(doing, meeting)}${companionParts(doing, meeting, nameOf)}${sessionLink(doing, meeting)}${actButtons(doing, partOf(meeting))}</li>
`;
};

/** The hub was to ask it, and could not. */
const whyNotAsked = ({ task }: Onward, referral: Referral, nameOf: NameOf): Html | undefined => {
  const why = statusOf(task) === 'draft' ? notMovedOn(task) : undefined;
  if (why === undefined) return undefined;
  const because = isRefusal(why) ? html` ${inPlainWords({ code: why }, referral, nameOf)}` : undefined;
  return html`<p class="app-stop">${says.notAsked}${because}</p>`;
};

/** On the group's list: which place, and when somebody looks again. */
const waitingLine = ({ task }: Onward): Html | undefined => {
  const waits = waitingOf(task);
  return (
    waits &&
    html`<p>${words.waiting.waits(waits.place, waits.review && dateFor(waits.review))}</p>
`
  );
};

/** One request to a group: how it stands, its meetings, and what can be done about it. */
export const onwardPart = (
  doing: Omit<Doing, 'about'>,
  onward: Onward,
  nameOf: NameOf,
  told: (of: Onward) => Html | undefined,
): Html => {
  const { task, request, meetings } = onward;
  const on = consideredOf(task)?.conditions ?? [];
  const shown = meetings.filter(({ status }) => status !== 'entered-in-error');
  return html`<section class="app-card">
<h3>${nameOf(organisationOf(task.owner))}${conceptText(request.code) ? html`: ${conceptText(request.code)}` : undefined}</h3>
<p>${says.state}: <strong>${states[statusOf(task)]}</strong>${task.statusReason?.text ? html`. ${task.statusReason.text}` : undefined}</p>${whyNotAsked(onward, doing.referral, nameOf)}
${waitingLine(onward)}${on.length > 0 ? html`<p>${says.conditions}: ${on.map((code) => conditions[code]).join('; ')}</p>` : undefined}
${told(onward)}
${ringing(doing.referral, onward)}<ul class="app-story">${shown.map((meeting) => meetingPart(doing, meeting, nameOf))}</ul>
${actButtons(doing, partOf(task))}
</section>`;
};
