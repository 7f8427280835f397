import { type AttendanceResult, attendanceResults } from '../../../../contracts/lifecycle/codes.ts';
import { isTerminal } from '../../../../contracts/lifecycle/statuses.ts';
import { statusOf } from '../../../domain/coding.ts';
import { companionToRing } from '../../../domain/companion/ring-companion.ts';
import { isDisputed } from '../../../domain/meetings/heard.ts';
import { hasBegun } from '../../../domain/meetings/meetings.ts';
import { toRing } from '../../../domain/meetings/ring-group.ts';
import { wasAccepted } from '../../../domain/parties.ts';
import { ok, refuse } from '../../../domain/result.ts';
import { html } from '../../html.ts';
import { words } from '../../words/words.ts';
import { whoSaid } from '../confirming-part.ts';
import type { Act, Doing } from './act.ts';
import { idOf, onwardOf, partOf } from './part-of.ts';

const { acts: says } = words.confirming;
const { attended, 'did-not-attend': notAttended, 'could-not-come': couldNot } = attendanceResults;
/** What is known of a meeting; that it is not known is nobody's word. */
const known = { attended, 'did-not-attend': notAttended, 'could-not-come': couldNot };
const isKnownWord = (code: string): code is keyof typeof known & AttendanceResult => Object.hasOwn(known, code);

const meetingsOf = ({ referral }: Pick<Doing, 'referral'>) =>
  referral.onward
    .filter(({ task }) => wasAccepted(task) && (!isTerminal(statusOf(task)) || statusOf(task) === 'completed'))
    .flatMap(({ meetings }) => meetings)
    .filter(({ status }) => status !== 'entered-in-error');

const saying = (doing: Doing, result: string, by?: 'person') => {
  const task = onwardOf(doing)?.task.id;
  if (task === undefined || !isKnownWord(result)) return refuse('not-found');
  return ok([{ kind: 'record-result', task, appointment: idOf(doing), result, ...(by ? { by } : {}) } as const]);
};

/** The person can say it too: a call, noted by whoever took it. DESIGN 4. */
const personSaysAct: Act = {
  name: 'person-says',
  seldom: true,
  title: () => says.personTitle,
  offers: (doing) =>
    meetingsOf(doing)
      .filter((meeting) => hasBegun(meeting, doing.now))
      .map(({ id }) => ({ about: partOf(id), says: says.person })),
  before: () => html`<p>${says.personSays}</p>`,
  fields: () => [{ name: 'result', is: 'one', label: says.personTitle, choices: known, needed: true }],
  actions: (doing, { result = '' }) => saying(doing, result, 'person'),
  fieldOf: () => 'result',
};

const heardIn = (doing: Doing): string => {
  const meeting = onwardOf(doing)?.meetings.find(({ id }) => id === idOf(doing));
  return meeting ? whoSaid(meeting) : '';
};

/** Both stand until somebody has found out. */
const holdsAct: Act = {
  name: 'which-holds',
  title: () => says.holdsTitle,
  offers: (doing) =>
    doing.referral.onward
      .flatMap(({ meetings }) => meetings)
      .filter((meeting) => meeting.status !== 'entered-in-error' && isDisputed(meeting))
      .map(({ id }) => ({ about: partOf(id), says: says.holds })),
  before: (doing) => html`<p>${heardIn(doing)}</p>`,
  fields: () => [{ name: 'result', is: 'one', label: says.holdsWhich, choices: known, needed: true }],
  actions: (doing, { result = '' }) => saying(doing, result),
  fieldOf: () => 'result',
};

const rungAct: Act = {
  name: 'group-rung',
  title: () => says.rungTitle,
  offers: ({ referral }) =>
    referral.onward
      .filter((onward) => toRing(referral, onward).length > 0)
      .map(({ task }) => ({ about: partOf(task.id), says: says.rung })),
  fields: ({ desk }) => [{ name: 'rung', is: 'tick', label: says.rungBy(desk.person.person.name), needed: true }],
  actions: (doing) => {
    const onward = onwardOf(doing);
    const asked = onward ? toRing(doing.referral, onward) : [];
    const by = doing.desk.person.person.name;
    return ok(asked.map(({ id = '' }) => ({ kind: 'group-rung', communication: id, by })));
  },
  fieldOf: () => 'rung',
};

const companionIn = (doing: Doing) => doing.referral.companions.find(({ id }) => id === idOf(doing));

/** What they were not told, they are told now. */
const rungCompanionAct: Act = {
  name: 'companion-rung',
  title: () => says.rungCompanionTitle,
  offers: ({ referral }) =>
    referral.companions
      .filter((task) => companionToRing(referral, task).length > 0)
      .map(({ id }) => ({ about: partOf(id), says: says.rungCompanion })),
  fields: ({ desk }) => [
    { name: 'rung', is: 'tick', label: says.rungCompanionBy(desk.person.person.name), needed: true },
  ],
  actions: (doing) => {
    const companion = companionIn(doing);
    const asked = companion ? companionToRing(doing.referral, companion) : [];
    const by = doing.desk.person.person.name;
    return ok(asked.map(({ id = '' }) => ({ kind: 'group-rung', communication: id, by })));
  },
  fieldOf: () => 'rung',
};

export const confirmingActs: readonly Act[] = [holdsAct, rungAct, rungCompanionAct, personSaysAct];
