import type { Appointment } from 'fhir/r4.js';
import { attendanceResults } from '../../../contracts/lifecycle/codes.ts';
import { ringGroupReasons } from '../../../contracts/lifecycle/ring-group.ts';
import { systems } from '../../../contracts/systems.ts';
import { codeIn } from '../../domain/coding.ts';
import { heardOf, isDisputed, isNotedByCoordinator } from '../../domain/meetings/heard.ts';
import { sessionLinkName } from '../../domain/meetings/link-names.ts';
import { toRing } from '../../domain/meetings/ring-group.ts';
import { type Onward, organisationOf, type Referral } from '../../domain/referral.ts';
import { linkIdOf } from '../../views/link-id.ts';
import { type Html, html } from '../html.ts';
import { words } from '../words/words.ts';
import type { Doing } from './acts/act.ts';

const says = words.confirming;
const stop = (text: string): Html => html`<div class="app-stop"><p><strong>${text}</strong></p></div>`;

/** What each side said of one meeting. */
export const whoSaid = (meeting: Appointment): string => {
  const { decided: _, beforehand: __, ...sides } = heardOf(meeting);
  return says.differ(Object.fromEntries(Object.entries(sides).map(([who, code]) => [who, attendanceResults[code]])));
};

/** The same, while nobody has said which holds; else that it is no word of the group's, where it is none. */
export const differing = (meeting: Appointment): Html | undefined => {
  if (isDisputed(meeting)) return stop(whoSaid(meeting));
  return isNotedByCoordinator(meeting) ? html`<p>${says.noted}</p>` : undefined;
};

/** To the page of its session, where the group is another organisation than this one. */
export const sessionLink = (
  { referral, actor, desk }: Omit<Doing, 'about'>,
  meeting: Appointment,
): Html | undefined => {
  const onward = referral.onward.find(({ meetings }) => meetings.some(({ id }) => id === meeting.id));
  const group = organisationOf(onward?.task.owner);
  if (group === undefined || group === actor.organisation || meeting.status === 'entered-in-error') return undefined;
  const link = linkIdOf(sessionLinkName(group, meeting));
  return html`<p><a class="app-tap" href="${desk.publicUrl}/staff/sessions/${link}">${says.open}</a></p>`;
};

/** Why the group is to be rung. */
export const ringing = (referral: Referral, onward: Onward): Html[] =>
  toRing(referral, onward).map(({ topic }) => {
    const why = codeIn(systems.ringGroup, topic);
    const [, text = ''] = Object.entries(ringGroupReasons).find(([code]) => code === why) ?? [];
    return stop(says.ring(text));
  });
