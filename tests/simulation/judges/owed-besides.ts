import type { Communication } from 'fhir/r4.js';
import { thisPolicy as days } from '../../../contracts/areas/this-policy.ts';
import { systems } from '../../../contracts/systems.ts';
import { coordinator } from '../county/organisations.ts';
import { workedHours } from '../harness/working-time.ts';
import { nextChosen } from './chosen.ts';
import { toTellPerson } from './owed-to-person.ts';
import { after, bySelf, instant, notArrived, type Owed } from './owing.ts';
import { codeIn, codeOf, hasEnded, isAbout, recordOf, type State, topicOf } from './state.ts';

/** What issues 6, 8 and 9 add, said anew: owed beside the way of the referral, wherever that stands. */
export const owedBesides = (state: State): Owed[] => [
  ...calls(state),
  ...looksAtLinked(state),
  ...looksWhoRead(state),
  ...toReadNote(state),
  ...toTellPerson(state),
  ...risksToRead(state),
  ...nextToAsk(state),
];

const named = ({ id }: Communication): string => `Communication/${id}`;

const diedAt = ({ said }: State): number | undefined =>
  said
    .filter((one) => recordOf(one) === 'circumstance' && one.status === 'completed')
    .filter((one) => codeOf(systems.circumstance, one.topic) === 'died')
    .map(({ received }) => instant(received))
    .sort((a, b) => a - b)[0];

/** Somebody is not well: whoever cares for them reads it, then the service rings; nobody is called who has died. */
const calls = (state: State): Owed[] =>
  diedAt(state) === undefined
    ? state.said
        .filter((one) => recordOf(one) === 'please-call' && one.status === 'in-progress')
        .map((call) => callOwed(state, call))
    : [];

const callOwed = (state: State, call: Communication): Owed => {
  const { task, said } = state;
  const since = instant(call.sent);
  const message = said.find((one) => topicOf(one) === 'please-call' && one.partOf?.[0]?.reference === named(call));
  const lost = notArrived(state).find((one) => one.message === message);
  const isDoubtful = said.some(
    (one) => recordOf(one) === 'circumstance' && ['in-progress', 'completed'].includes(one.status),
  );
  const isSent = message?.status === 'in-progress' && !lost && !isDoubtful;
  const asked = isSent ? codeIn(message.recipient?.[0]) : coordinator;
  const { read, ring } = call.priority === 'urgent' ? days.callReadUrgentHours : days.callRead;
  const steps =
    call.priority === 'urgent'
      ? [
          { who: asked, due: workedHours(since, read) },
          { who: coordinator, due: workedHours(since, ring) },
        ]
      : [...after(since, asked, read), ...after(since, coordinator, ring)];
  return {
    what: `call-${isSent ? 'read' : 'ring'}${call.priority === 'urgent' ? '-urgent' : ''}`,
    ...{ task, since, about: named(isSent ? message : call) },
    // Nobody can have known before it was lost.
    steps: steps.map(({ who, due }) => ({ who, due: Math.max(due, lost?.since ?? 0) })),
  };
};

/** Somebody has died who was a carer, or was cared for: the service looks at each linked referral. */
const looksAtLinked = (state: State): Owed[] => {
  const since = diedAt(state);
  if (since === undefined) return [];
  return state.said
    .filter((one) => recordOf(one) === 'linked' && one.status === 'in-progress')
    .map((link) => ({ ...bySelf('look-at-linked', state.task, since, days.lookAtLinked), about: named(link) }));
};

/** A duty owner has read it: somebody of the service opens the referral after that. */
const looksWhoRead = ({ said, task }: State): Owed[] => {
  const opened = said
    .filter((one) => recordOf(one) === 'opened' && codeIn(one.sender) === coordinator && isAbout(one, task))
    .map(({ sent }) => instant(sent));
  return said
    .filter((one) => recordOf(one) === 'break-glass' && opened.every((at) => at <= instant(one.sent)))
    .map(({ sent }) => bySelf('look-who-read', task, instant(sent), days.lookWhoRead));
};

/** Whoever referred wrote something to the service that asks for nothing: somebody there reads it, whatever has ended since; the oldest first. */
const toReadNote = ({ said, task }: State): Owed[] =>
  said
    .filter((one) => ['note', 'answer'].includes(recordOf(one) ?? '') && codeIn(one.sender) !== coordinator)
    .filter(({ received }) => received === undefined)
    .toSorted((a, b) => instant(a.sent) - instant(b.sent))
    .slice(0, 1)
    .map((one) => ({ ...bySelf('read-note', task, instant(one.sent), days.readNote), about: named(one) }));

/** A risk came with it: a named professional reads it the same working day. */
const risksToRead = ({ flags, task }: State): Owed[] =>
  (hasEnded(task) ? [] : flags)
    .filter(({ status, code }) => status === 'active' && codeOf(systems.request, code) === 'needs-person-first')
    .slice(0, 1)
    .map(({ period }) => bySelf('person-first', task, instant(period?.start), days.personFirst));

/** A group said no, and the person chose another for that case: the hub asks it at once, while people work, or a human does. */
const nextToAsk = (state: State): Owed[] => {
  const next = nextChosen(state);
  if (!next) return [];
  const since = instant(next.since);
  const atOnce = [{ who: coordinator, due: workedHours(since, 0) }];
  return next.byItself
    ? [{ what: 'move-on', task: next.draft, since, steps: atOnce }]
    : [bySelf('ask-next', next.draft, since, days.askNext)];
};
