import type * as z from 'zod/mini';
import { declineReasons } from '../../contracts/lifecycle/codes.ts';
import type {
  attendance,
  decline,
  MeetingRequest,
  note,
  opened,
  pleaseCall,
  report,
  stop,
  waiting,
} from '../../contracts/partner-api/schemas.ts';
import { attendanceWords, callAskers, stopReasons } from '../../contracts/partner-api/words.ts';
import { statusOf } from '../domain/coding.ts';
import type { UpdateTask } from '../domain/decide/actions.ts';
import { given } from '../domain/given.ts';
import { mayNameAgain } from '../domain/meetings/may-name-again.ts';
import { bookedMeetings, meetingResult, modeOf, sessionOf, signedUpBy, venueOf } from '../domain/meetings/meetings.ts';
import { openAbortsOn } from '../domain/parties.ts';
import { type Onward, referralOf } from '../domain/referral.ts';
import { ok, type Result, refuse } from '../domain/result.ts';
import type { ActCommand } from '../usecases/act-with.ts';
import { type AskCallPorts, askCall } from '../usecases/ask-call.ts';
import type { Mine } from './ports.ts';

/** What a request means for the invitation as it stands. Whether it may be is for `decide`. */
export type Plan<Body> = (mine: Mine, body: Body, params: Readonly<Record<string, string>>) => Result<Planned>;
/** An action; or how to read what is done from the state, where it needs more than that, or is several. */
export type Planned = ActCommand['action'];

const idOf = ({ task }: Onward): string => task.id ?? '';
const move = (onward: Onward, to: UpdateTask['to'], more: Partial<UpdateTask> = {}): UpdateTask => ({
  kind: 'update-task',
  task: idOf(onward),
  to,
  ...more,
});

export const sayOpened: Plan<z.infer<typeof opened>> = ({ onward }, { by }) =>
  ok({ kind: 'open', task: idOf(onward), by });

export const accept: Plan<unknown> = ({ onward }) => ok(move(onward, 'accepted'));

export const declineWith: Plan<z.infer<typeof decline>> = ({ onward }, { reason }) =>
  ok(move(onward, 'rejected', { reason: { code: reason, text: declineReasons[reason].display } }));

/** A yes, and a wait: the day on which somebody looks again is the coordinator's, whatever happens here. */
export const waitList: Plan<z.infer<typeof waiting>> = ({ onward }, { place, lookAgain }) =>
  ok(
    move(onward, 'accepted', {
      ...{ businessStatus: 'waiting-list', reviewDate: lookAgain },
      ...(place === undefined ? {} : { place }),
    }),
  );

/** From here on the group owes a first meeting. Of whom waits for nothing, nothing changes. */
export const placeFree: Plan<unknown> = ({ onward }) => ok(move(onward, statusOf(onward.task), { placeFree: true }));

/** The first meeting, once; until it has happened the same request moves it. */
export const nameFirstMeeting: Plan<MeetingRequest> = ({ onward }, meeting) => {
  const [standing] = bookedMeetings(onward);
  const moves = standing?.id !== undefined && onward.meetings.filter((m) => m.status !== 'cancelled').length === 1;
  return ok({ kind: 'name-meeting', task: idOf(onward), meeting, ...(moves ? { appointment: standing.id } : {}) });
};

export const nameMeeting: Plan<MeetingRequest> = ({ onward }, meeting) =>
  ok({ kind: 'name-meeting', task: idOf(onward), meeting });

/** They can come after all: the same once more. */
export const nameAgain = ({ loaded, onward }: Mine, meeting: string): Result<Planned> => {
  const was = onward.meetings.find(({ id }) => id === meeting);
  const mode = was && modeOf(was);
  if (!was?.start || !was.end || mode === undefined || !mayNameAgain(loaded.referral, was)) return refuse('not-found');
  return ok({
    kind: 'name-meeting',
    task: idOf(onward),
    meeting: {
      ...{
        start: was.start,
        end: was.end,
        mode,
        signedUpBy: signedUpBy(was) ?? '',
        know: was.patientInstruction ?? '',
      },
      ...given({ place: venueOf(was), session: sessionOf(was) }),
    },
  });
};

export const moveMeeting: Plan<MeetingRequest> = ({ onward }, meeting, { meeting: appointment = '' }) =>
  ok({ kind: 'name-meeting', task: idOf(onward), meeting, appointment });

export const callOff: Plan<unknown> = ({ onward }, _, { meeting = '' }) =>
  onward.meetings.some((m) => m.id === meeting)
    ? ok({ kind: 'cancel-meeting', appointment: meeting, reason: { text: 'Called off by the group' } })
    : refuse('not-found');

export const sayWhoCame: Plan<z.infer<typeof attendance>> = ({ onward }, { result, meeting }) =>
  ok({
    kind: 'record-result',
    task: idOf(onward),
    result: attendanceWords[result],
    ...(meeting ? { appointment: meeting } : {}),
  });

export const finish: Plan<unknown> = ({ onward }) => {
  const came = meetingResult(onward.task) === 'attended';
  return ok(move(onward, 'completed', { businessStatus: came ? 'outcome-achieved' : 'outcome-partial' }));
};

/** In whatever status it is: a note moves nothing. */
export const addNote: Plan<z.infer<typeof note>> = ({ onward }, { text }) =>
  ok(move(onward, statusOf(onward.task), { notes: [text] }));

export const reportWhat: Plan<z.infer<typeof report>> = ({ onward }, { what }) =>
  ok({ kind: 'report-circumstance', task: idOf(onward), circumstance: what });

/** Not well: which organisation is to read it is looked up when it is written, and never said here. */
export const sayNotWell =
  (ports: AskCallPorts): Plan<z.infer<typeof pleaseCall>> =>
  ({ onward }, { urgency, askedBy }) =>
    ok(askCall(ports)({ task: idOf(onward), urgent: urgency === 'urgent', askedBy: callAskers[askedBy] }));

/**
 * Before anything was begun, and when the person or the coordinator wishes it, the invitation is cancelled; else it
 * failed (standards.md 12.4 rows 8, 13, 14). Asked to stop: the request for it is answered first (row 15).
 */
export const stopWith: Plan<z.infer<typeof stop>> = (mine, { reason }) => {
  const { onward } = mine;
  const { display, businessStatus } = stopReasons[reason];
  const begun = statusOf(onward.task) !== 'accepted';
  const wished = reason !== 'no-room' && reason !== 'lost-touch';
  const last = move(onward, begun && !wished ? 'failed' : 'cancelled', {
    businessStatus,
    reason: { code: reason, text: display },
  });
  if (reason !== 'asked-to-stop' || !begun) return ok(last);
  const [asked] = openAbortsOn(mine.loaded.referral, onward.task);
  if (asked?.id === undefined || referralOf(asked.id) === undefined) return ok(last);
  const answered: UpdateTask = { kind: 'update-task', task: asked.id, to: 'accepted' };
  return ok(() => ok([answered, last]));
};
