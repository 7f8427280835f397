import { isSegment, isSegmentRule, thisSegments } from '../../../../contracts/areas/this-segments.ts';
import { isTerminal } from '../../../../contracts/lifecycle/statuses.ts';
import { today } from '../../../domain/calendar.ts';
import { statusOf } from '../../../domain/coding.ts';
import { ok, refuse } from '../../../domain/result.ts';
import { segmentOf, segmentOutput, supportFor } from '../../../domain/segments.ts';
import { html } from '../../html.ts';
import { words } from '../../words/words.ts';
import type { Act } from './act.ts';

const { segment: says } = words.worklist;

/** How able somebody feels, and how much they have to manage: never needed for anything, and nothing waits for it. */
export const segmentAct: Act = {
  name: 'segment',
  title: () => says.title,
  offers: ({ referral }) => {
    const status = statusOf(referral.task);
    return status === 'draft' || status === 'requested' || isTerminal(status)
      ? []
      : [{ about: 't1', says: says.title }];
  },
  before: ({ referral }) => html`<p>${says.least(says.supports[supportFor(referral)])}</p>`,
  fields: ({ referral }) => [
    {
      ...({ name: 'segment', is: 'one', label: says.which, needed: true } as const),
      choices: Object.fromEntries(Object.entries(thisSegments.quadrants).map(([code, { display }]) => [code, display])),
      known: segmentOf(referral)?.code,
    },
    { ...({ name: 'rule', is: 'one', label: says.rule, needed: true } as const), choices: thisSegments.rules },
  ],
  basis: ({ referral }) => ({ type: 'Task', id: referral.task.id ?? '' }),
  actions: ({ referral, desk, now }, { segment, rule }) => {
    if (!isSegment(segment) || !isSegmentRule(rule)) return refuse('invalid-input');
    const output = segmentOutput({ code: segment, rule, date: today(now), by: desk.person.person.name });
    return ok([{ kind: 'update-task', task: referral.task.id ?? '', to: statusOf(referral.task), outputs: [output] }]);
  },
};
