import type { Act } from './act.ts';
import { arrangeAct } from './arrange.ts';
import { askAct } from './ask.ts';
import { circumstanceActs } from './circumstance.ts';
import { askCompanionAct } from './companion.ts';
import { confirmingActs } from './confirming.ts';
import { contactAct } from './contact.ts';
import { declineOptionAct } from './decline-option.ts';
import { feedbackActs } from './feedback.ts';
import { lookAgainAct } from './look-again.ts';
import { measureAct } from './measure.ts';
import { callOffAct, moveMeetingAct, nameMeetingAct } from './meeting.ts';
import { moveActs } from './moves.ts';
import { ownActs, risksReadAct } from './own.ts';
import { ownPageActs } from './own-page.ts';
import { permissionActs } from './permission.ts';
import { ratingAct } from './rating.ts';
import { resultAct } from './result.ts';
import { safeWaysAct } from './safe-ways.ts';
import { segmentAct } from './segment.ts';
import { toPersonActs } from './to-person.ts';
import { writtenActs } from './written.ts';

const seldom = (acts: readonly Act[]): Act[] => acts.map((act) => ({ ...act, seldom: true }));

/** Everything that can be done from a person's page, by its name in the address, in the order in which it is offered. */
export const everyAct: readonly Act[] = [
  ...[
    risksReadAct,
    ...confirmingActs,
    ...toPersonActs,
    resultAct,
    nameMeetingAct,
    askAct,
    askCompanionAct,
    ...moveActs,
    lookAgainAct,
    contactAct,
    measureAct,
    arrangeAct,
  ],
  ...seldom([
    ...[declineOptionAct, moveMeetingAct, callOffAct, ratingAct, safeWaysAct, segmentAct],
    ...[...ownActs, ...writtenActs, ...feedbackActs],
  ]),
  ...seldom([...circumstanceActs, ...permissionActs, ...ownPageActs]),
];

export const actNamed = (name: string | undefined): Act | undefined => everyAct.find((act) => act.name === name);
