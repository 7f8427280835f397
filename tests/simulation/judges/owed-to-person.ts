import type { Appointment, Communication, Task } from 'fhir/r4.js';
import { thisPolicy as days } from '../../../contracts/areas/this-policy.ts';
import { extensions, systems } from '../../../contracts/systems.ts';
import { coordinator } from '../county/organisations.ts';
import { closeBefore, closeOfDay, workedHours } from '../harness/working-time.ts';
import { instant, type Owed } from './owing.ts';
import { codeOf, hasEnded, isAbout, recordOf, type State } from './state.ts';

/** What issue 8 adds, said anew: whoever expects to be somewhere is told how it stands, or somebody rings them before. */
export const toTellPerson = (state: State): Owed[] =>
  isLeftAlone(state) || state.task.status === 'entered-in-error'
    ? []
    : state.said.filter((one) => recordOf(one) === 'person-message').flatMap((one) => owedOf(state, one));

export const isLeftAlone = ({ said }: State): boolean =>
  said.some(
    (one) =>
      recordOf(one) === 'circumstance' &&
      ['in-progress', 'completed'].includes(one.status) &&
      codeOf(systems.circumstance, one.topic) !== 'other-practice',
  );

const howItStands: readonly (string | undefined)[] = ['signed-up', 'moved', 'cancelled'];
export const saysOf = (one: Communication) => codeOf(systems.personMessage, one.topic);
const numberOf = ({ id = '' }: Communication): number => Number(id.split('.m')[1]);
export const isOfMeeting = ({ about = [] }: Communication, { id }: Appointment): boolean =>
  about.some(({ reference }) => reference === `Appointment/${id}`);

export const isExpected = (task: Task, { status, extension = [] }: Appointment): boolean => {
  const said = extension.find(({ url }) => url === extensions.attendance)?.valueCode ?? 'not-sure';
  const isGone = ['draft', 'requested', 'rejected', 'cancelled', 'failed', 'entered-in-error'].includes(task.status);
  return status === 'booked' && said === 'not-sure' && !isGone;
};

const owedOf = (state: State, message: Communication): Owed[] => {
  const says = saysOf(message);
  const found = state.onward
    .flatMap(({ task, meetings }) => meetings.map((meeting) => ({ task, meeting })))
    .find(({ meeting }) => isOfMeeting(message, meeting));
  if (!found || !howItStands.includes(says) || message.received !== undefined) return [];
  const { task, meeting } = found;
  const isOvertaken = state.said.some(
    (one) => howItStands.includes(saysOf(one)) && isOfMeeting(one, meeting) && numberOf(one) > numberOf(message),
  );
  const isToStop = state.aborts.some((abort) => !hasEnded(abort) && abort.focus?.reference === `Task/${task.id}`);
  if (isOvertaken || isExpected(task, meeting) === (says === 'cancelled')) return [];
  if (isToStop && says !== 'cancelled') return [];
  const record = state.said.findLast(
    (one) => recordOf(one) === 'delivery' && one.partOf?.[0]?.reference === `Communication/${message.id}`,
  );
  const outcome = codeOf(systems.deliveryOutcome, record?.topic) ?? '';
  const isKnown =
    ['infrastructure-ack', 'business-ack'].includes(outcome) || (outcome === 'sent' && says === 'signed-up');
  const sent = instant(message.sent);
  const isTold = state.said.some(
    (one) => recordOf(one) === 'conversation' && isAbout(one, task) && instant(one.sent) >= sent,
  );
  if (isKnown || isTold) return [];
  const since = ['by-hand', 'refused'].includes(outcome) ? instant(record?.sent) : sent;
  const expected = message.extension?.find(({ url }) => url === extensions.expectedAt)?.valueInstant ?? meeting.start;
  const steps = [{ who: coordinator, due: dueBefore(since, instant(expected)) }];
  return [{ what: 'tell-person', task, since, steps, about: `Communication/${message.id}` }];
};

/** The next working day, and not later than the working day before they would set out; within the hour where that is over, by the clock where nobody works before. */
const dueBefore = (since: number, at: number): number => {
  const due = Math.min(closeOfDay(since, days.tellPerson), closeBefore(at));
  if (due > since) return due;
  const hour = workedHours(since, 1);
  return hour < at || at <= since ? hour : Math.min(since + 3_600_000, at);
};
