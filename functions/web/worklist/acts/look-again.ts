import type { Task } from 'fhir/r4.js';
import { thisPolicy } from '../../../../contracts/areas/this-policy.ts';
import { workingDaysAfter } from '../../../domain/calendar.ts';
import { statusOf } from '../../../domain/coding.ts';
import { organisationOf } from '../../../domain/referral.ts';
import { ok } from '../../../domain/result.ts';
import { dayFor } from '../../dates.ts';
import { words } from '../../words/words.ts';
import type { Act, Doing } from './act.ts';
import { idOf, partOf } from './part-of.ts';

const { acts: says } = words.worklist;

/** Its own that it paused. */
const paused = ({ referral, actor }: Omit<Doing, 'about'>): Task[] =>
  [referral.task, ...referral.onward.map(({ task }) => task)].filter(
    (task) => statusOf(task) === 'on-hold' && organisationOf(task.owner) === actor.organisation,
  );

/** The day has come, and it waits still, as for somebody who is in hospital: to go on and to pause it again would say what is not so. */
export const lookAgainAct: Act = {
  name: 'look-again',
  title: () => says.lookAgain,
  offers: (doing) => paused(doing).map(({ id }) => ({ about: partOf(id), says: says.lookAgain })),
  fields: ({ now }) => [
    {
      ...{ name: 'review', is: 'date', label: says.review, needed: true },
      hint: says.reviewHint(dayFor(workingDaysAfter(now, thisPolicy.longestReview))),
    },
  ],
  basis: (doing) => ({ type: 'Task', id: idOf(doing) }),
  actions: (doing, { review = '' }) =>
    ok([{ kind: 'update-task', task: idOf(doing), to: 'on-hold', reviewDate: review }]),
  fieldOf: () => 'review',
};
