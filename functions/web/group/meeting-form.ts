import type { MeetingRequest } from '../../../contracts/partner-api/schemas.ts';
import { dateAfter, instantOf, today } from '../../domain/calendar.ts';
import { statusOf } from '../../domain/coding.ts';
import type { Onward } from '../../domain/referral.ts';
import { problemsIn } from '../forms/checked.ts';
import { drawFields, type FormField, type Values } from '../forms/fields.ts';
import type { Problems } from '../forms/problems.ts';
import { type Html, html } from '../html.ts';
import { component } from '../shell/render.ts';
import { words } from '../words/words.ts';

const says = words.group.ask.meeting;

/** What whoever runs a group knows by heart. */
const fields: readonly FormField[] = [
  { name: 'day', is: 'date', label: says.day, needed: true },
  { name: 'from', is: 'time', label: says.from, needed: true },
  { name: 'until', is: 'time', label: says.until, needed: true },
  { name: 'place', is: 'line', label: says.place, needed: true, most: 200 },
];

/** They said yes, and nobody has named when the person first comes. */
export const isToBeNamed = ({ task, meetings }: Onward): boolean =>
  ['accepted', 'in-progress'].includes(statusOf(task)) && meetings.every(({ status }) => status === 'cancelled');

/** What was typed, as far as the form can see: a time to come, within a year, and an end after the beginning. */
export const meetingProblems = (values: Values, now: string): Problems => {
  const { day = '', from = '', until = '' } = values;
  const wrong = problemsIn(fields, values);
  if (Object.keys(wrong).length > 0) return wrong;
  if (day < today(now) || day > dateAfter(today(now), 365)) return { day: says.soon };
  // The person would hear nothing of it, and be asked why they did not come.
  if (instantOf(day, from) <= now) return { from: says.ahead };
  return until > from ? {} : { until: says.later };
};

/** Whoever holds the link signed them up, by the name under which the group has them. */
export const meetingIn = ({ day = '', from = '', until = '', place = '' }: Values, by: string): MeetingRequest => ({
  ...{ start: instantOf(day, from), end: instantOf(day, until), mode: 'in-person' },
  ...{ place: place.trim(), signedUpBy: by },
});

interface Drawn {
  readonly values: Values;
  readonly problems: Problems;
}

/** In place of a call of the link worker, who asks for the same. */
export const meetingForm = (action: string, hidden: Html, { values, problems }: Drawn): Html =>
  html`<p>${says.says}</p>
<form method="post" action="${action}" novalidate>${hidden}<input type="hidden" name="answer" value="meeting">
${drawFields(fields, values, problems)}
${component('button', { text: says.send })}</form>`;
