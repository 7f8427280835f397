import type { Appointment } from 'fhir/r4.js';
import { attendanceResults } from '../../../contracts/lifecycle/codes.ts';
import { ringGroupReasons } from '../../../contracts/lifecycle/ring-group.ts';
import { systems } from '../../../contracts/systems.ts';
import { codeIn } from '../../domain/coding.ts';
import { heardOf, isDisputed } from '../../domain/meetings/heard.ts';
import { toRing } from '../../domain/meetings/ring-group.ts';
import type { Onward, Referral } from '../../domain/referral.ts';
import { type Html, html } from '../html.ts';
import { words } from '../words/words.ts';

const says = words.confirming;
const stop = (text: string): Html => html`<div class="app-stop"><p><strong>${text}</strong></p></div>`;

/** What each side said of one meeting, while nobody has said which holds. */
export const differing = (meeting: Appointment): Html | undefined => {
  const { group, person } = heardOf(meeting);
  return isDisputed(meeting) && group && person
    ? stop(says.differ(attendanceResults[group], attendanceResults[person]))
    : undefined;
};

/** Why the group is to be rung. */
export const ringing = (referral: Referral, onward: Onward): Html[] =>
  toRing(referral, onward).map(({ topic }) => {
    const why = codeIn(systems.ringGroup, topic);
    const [, text = ''] = Object.entries(ringGroupReasons).find(([code]) => code === why) ?? [];
    return stop(says.ring(text));
  });
