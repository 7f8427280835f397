import { isSessionRating, sessionRatings } from '../../../../contracts/lifecycle/programmes.ts';
import { statusOf } from '../../../domain/coding.ts';
import { ratingOf, ratingOutput } from '../../../domain/meetings/programme.ts';
import { ok, refuse } from '../../../domain/result.ts';
import { words } from '../../words/words.ts';
import type { Act } from './act.ts';
import { idOf, isAbout, onwardOf, partOf } from './part-of.ts';

const { rating: says } = words.worklist;

/** What the person said of a session to which they came (users.md S85); said again it is put right. */
export const ratingAct: Act = {
  name: 'rating',
  title: () => says.title,
  offers: ({ referral }) =>
    referral.onward
      .flatMap(({ meetings }) => meetings)
      .filter(({ status }) => status === 'fulfilled')
      .map(({ id }) => ({ about: partOf(id), says: says.title })),
  fields: (doing) => {
    const onward = onwardOf(doing);
    const meeting = onward?.meetings.find((one) => isAbout(one, doing));
    const known = onward && meeting && ratingOf(onward, meeting);
    return [
      { ...({ name: 'rating', is: 'one', label: says.how, needed: true } as const), choices: sessionRatings, known },
    ];
  },
  actions: (doing, { rating }) => {
    const task = onwardOf(doing)?.task;
    if (!task?.id || !isSessionRating(rating)) return refuse('invalid-input');
    const outputs = [ratingOutput(`Appointment/${idOf(doing)}`, rating)];
    return ok([{ kind: 'update-task', task: task.id, to: statusOf(task), outputs }]);
  },
  fieldOf: () => 'rating',
};
