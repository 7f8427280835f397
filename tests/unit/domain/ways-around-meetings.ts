import type { AttendanceResult } from '../../../contracts/lifecycle/codes.ts';
import { itemsOf, toArrange } from '../../../functions/domain/meetings/arrangements.ts';
import { isDisputed } from '../../../functions/domain/meetings/heard.ts';
import { isUnanswered } from '../../../functions/domain/meetings/meetings.ts';
import { toRing } from '../../../functions/domain/meetings/ring-group.ts';
import { said } from './acts.ts';
import { idOf, type Owing, type Step, type Way, type Ways } from './true-acts.ts';

/** What is arranged before a meeting, and where the ways of confirming ended in no answer. */
export const waysAroundMeetings = {
  arrange: ({ referral, task, coordinator }: Owing): Ways => {
    const meetings = referral.onward.find((o) => o.task.id === task.id)?.meetings.filter(isUnanswered) ?? [];
    const done = meetings
      .filter((meeting) => itemsOf(meeting).length > 0)
      .map((meeting) =>
        toArrange(
          idOf(task),
          meeting,
          itemsOf(meeting).map((item) => ({ ...item, isDone: true })),
        ),
      );
    return { arranged: [done.map((act): Step => [coordinator, act])] };
  },
  'results-differ': ({ referral, task, coordinator }: Owing): Ways => {
    const differing = referral.onward.find((o) => o.task.id === task.id)?.meetings.filter(isDisputed) ?? [];
    const decides = (result: AttendanceResult): Way =>
      differing.slice(0, 1).map((m) => [coordinator, said(result, { task: idOf(task), appointment: idOf(m) })]);
    return { 'the person is right': [decides('attended')], 'the group is right': [decides('did-not-attend')] };
  },
  'ring-companion': ({ owed, coordinator }: Owing): Ways => ({
    rung: [[[coordinator, { kind: 'group-rung', communication: owed.about ?? '', by: 'Ada Martin' }]]],
  }),
  'ring-group': ({ referral, task, coordinator }: Owing): Ways => ({
    rung: [
      referral.onward
        .filter((o) => o.task.id === task.id)
        .flatMap((o) => toRing(referral, o))
        .map((c) => [coordinator, { kind: 'group-rung', communication: c.id ?? '', by: 'Ada Martin' }]),
    ],
  }),
};
