import { declineReasons } from '../../../contracts/lifecycle/codes.ts';
import { extensions } from '../../../contracts/systems.ts';
import { mayAnswer, type Plan } from '../../../mappings/person/plan.ts';
import { whoKnows } from '../../../mappings/person/who-knows.ts';
import { today } from '../../domain/calendar.ts';
import { statusOf } from '../../domain/coding.ts';
import type { Action } from '../../domain/decide/actions.ts';
import { organisation, organisationOf, type Referral, referenceTo } from '../../domain/referral.ts';
import type { Html } from '../html.ts';
import { html } from '../html.ts';
import type { Texts } from '../words/texts.ts';
import { meetingsThatMatter, placePart } from './option-part.ts';
import { tap } from './visit.ts';

type Own = Texts['own'];

export interface Asked {
  readonly referral: Referral;
  readonly plan: Plan;
  /** `a1`, `t2`: what the page is about. */
  readonly part: string;
  readonly now: string;
}

/** One thing that the person can say: a page that asks once more, and what a tap on it means for the use case. */
export interface Answering {
  readonly title: (own: Own) => string;
  readonly says: (own: Own) => string;
  readonly taps: (own: Own) => Html;
  /** What it is about, as that stands now: the page that led here may be of yesterday, and a group be asked for two things. */
  readonly about?: (asked: Asked, texts: Texts) => Html | undefined;
  /** When that is: of another time than the one that they saw nothing was said. */
  readonly start?: (asked: Asked) => string | undefined;
  /** Whether it can be said now. */
  readonly stands: (asked: Asked) => boolean;
  /** undefined: no answer that the page has. */
  readonly action: (asked: Asked, answer: string) => Action | undefined;
  /** Where one is afterwards. */
  readonly leadsTo?: string;
}

const placeIn = ({ plan, part }: Asked) =>
  plan.options
    .filter(({ state }) => state === 'welcome' || state === 'been')
    .flatMap((option) => option.meetings.map((meeting) => ({ option, meeting })))
    .find(({ meeting }) => meeting.id === part);
const meetingIn = (asked: Asked) => placeIn(asked)?.meeting;

const aboutMeeting: Pick<Answering, 'about' | 'start'> = {
  about: (asked, texts) => {
    const { option, meeting } = placeIn(asked) ?? {};
    return option && meeting && placePart(option, [meeting], texts);
  },
  start: (asked) => meetingIn(asked)?.start,
};

const onwardIn = ({ referral, part }: Asked) =>
  referral.onward.find(
    ({ task, meetings }) =>
      task.id === `${referral.id}.${part}` || meetings.some(({ id }) => id === `${referral.id}.${part}`),
  );

const canSay = (asked: Asked, hasBegun: boolean): boolean => {
  const meeting = meetingIn(asked);
  return meeting !== undefined && meeting.hasBegun === hasBegun && mayAnswer(meeting, asked.now);
};

const resultOf = (asked: Asked, result: 'attended' | 'could-not-come'): Action => ({
  ...{ kind: 'record-result', task: onwardIn(asked)?.task.id ?? '' },
  ...{ appointment: `${asked.referral.id}.${asked.part}`, result, by: 'person' },
});

const cannotCome: Answering = {
  ...aboutMeeting,
  title: ({ cannotCome }) => cannotCome,
  says: ({ cannotComeSays }) => cannotComeSays,
  taps: (own) => tap(own.cannotCome, 'yes'),
  stands: (asked) => canSay(asked, false),
  action: (asked, answer) => (answer === 'yes' ? resultOf(asked, 'could-not-come') : undefined),
};

const went: Answering = {
  ...aboutMeeting,
  title: (own) => own.went,
  says: ({ wentSays }) => wentSays,
  taps: (own) => html`${tap(own.iWent, 'went')}${tap(own.iCouldNot, 'could-not', false)}`,
  stands: (asked) => canSay(asked, true),
  action: (asked, answer) => {
    if (answer === 'went') return resultOf(asked, 'attended');
    return answer === 'could-not' ? resultOf(asked, 'could-not-come') : undefined;
  },
};

/** A no to one option: what has not begun is taken back, who has begun is asked to stop. Nothing else ends. */
const notForMe: Answering = {
  title: (own) => own.notForMe,
  says: ({ notForMeSays }) => notForMeSays,
  taps: (own) => tap(own.notForMe, 'yes'),
  about: ({ plan, part }, texts) => {
    const option = plan.options.find(({ id }) => id === part);
    return option && placePart(option, meetingsThatMatter(option), texts);
  },
  stands: ({ plan, part }) =>
    plan.options.some(({ id, state }) => id === part && (state === 'asked' || state === 'welcome')),
  action: (asked, answer) => {
    const found = onwardIn(asked)?.task;
    if (!found || answer !== 'yes') return undefined;
    const [task, status] = [found.id ?? '', statusOf(found)];
    const reason = { code: 'declined-by-person', text: declineReasons['declined-by-person'].display };
    if (status === 'in-progress' || status === 'on-hold') return { kind: 'request-abort', task, reason };
    return { ...{ kind: 'update-task', task, to: 'cancelled', reason }, businessStatus: 'withdrawn' };
  },
};

/** Every group and companion that was asked. */
const tasksIn = ({ referral }: Pick<Asked, 'referral'>) => [
  ...referral.onward.map(({ task }) => task),
  ...referral.companions,
];

const knowersIn = ({ referral, now }: Asked) =>
  whoKnows({
    ...{ referral, now },
    known: new Map(
      tasksIn({ referral }).map(({ owner }) => [organisationOf(owner) ?? '', { name: '', tier: 'name-only' } as const]),
    ),
  });

/** They should not know of the person: what the service records when it is told so on the telephone, and all that follows from it. */
const notThem: Answering = {
  title: ({ whoKnows: says }) => says.withdraw,
  says: ({ whoKnows: says }) => says.withdrawSays,
  taps: ({ whoKnows: says }) => tap(says.withdraw, 'yes'),
  stands: (asked) =>
    knowersIn(asked).some(
      (one) => (one.kind === 'group' || one.kind === 'companion') && one.id === asked.part && !one.isWithdrawn,
    ),
  action: (asked, answer) => {
    const owner = organisationOf(tasksIn(asked).find(({ id }) => id === `${asked.referral.id}.${asked.part}`)?.owner);
    if (owner === undefined || answer !== 'yes') return undefined;
    const patient = { reference: referenceTo(asked.referral.patient) };
    return {
      kind: 'record-permission',
      consent: {
        ...{ resourceType: 'Consent', status: 'active', dateTime: today(asked.now) },
        scope: { text: 'Sharing with the group' },
        category: [{ text: 'Sharing with the group' }],
        ...{ patient, performer: [patient] },
        extension: [{ url: extensions.recordedBy, valueReference: { display: 'The person, on their own page' } }],
        provision: { type: 'deny', actor: [{ role: { text: 'recipient' }, reference: organisation(owner) }] },
      },
    };
  },
  leadsTo: 'who-knows',
};

/** By the name in the address. */
export const answerings: Readonly<Record<string, Answering>> = {
  'cannot-come': cannotCome,
  went,
  'not-for-me': notForMe,
  'not-them': notThem,
};
