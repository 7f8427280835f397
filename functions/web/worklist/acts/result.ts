import { type AttendanceResult, attendanceResults } from '../../../../contracts/lifecycle/codes.ts';
import { isTerminal } from '../../../../contracts/lifecycle/statuses.ts';
import { statusOf } from '../../../domain/coding.ts';
import { hasBegun } from '../../../domain/meetings/meetings.ts';
import { wasAccepted } from '../../../domain/parties.ts';
import { ok, refuse } from '../../../domain/result.ts';
import { words } from '../../words/words.ts';
import type { Act } from './act.ts';
import { idOf, onwardOf, partOf } from './part-of.ts';

const { result: says } = words.worklist;
const isResult = (code: string): code is AttendanceResult => Object.hasOwn(attendanceResults, code);

/** What came of a meeting; what was said before is corrected by another. Nothing is chosen beforehand. */
export const resultAct: Act = {
  name: 'result',
  title: () => says.title,
  offers: ({ referral, now }) =>
    referral.onward
      .filter(({ task }) => wasAccepted(task) && (!isTerminal(statusOf(task)) || statusOf(task) === 'completed'))
      .flatMap(({ meetings }) => meetings)
      .filter((meeting) => meeting.status !== 'entered-in-error' && meeting.status !== 'cancelled')
      .map((meeting) => ({
        about: partOf(meeting.id),
        says: hasBegun(meeting, now) ? (meeting.status === 'booked' ? says.say : says.correct) : says.ahead,
      })),
  fields: () => [{ name: 'result', is: 'one', label: says.title, choices: attendanceResults, needed: true }],
  basis: (doing) => ({ type: 'Appointment', id: idOf(doing) }),
  actions: (doing, { result = '' }) => {
    const task = onwardOf(doing)?.task.id;
    if (task === undefined || !isResult(result)) return refuse('not-found');
    return ok([{ kind: 'record-result', task, appointment: idOf(doing), result }]);
  },
  fieldOf: () => 'result',
};
