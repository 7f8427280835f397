import type { Appointment } from 'fhir/r4.js';
import type * as z from 'zod/mini';
import { type SessionResult, sessionAttendance } from '../../contracts/partner-api/schemas.ts';
import { instant } from '../domain/calendar.ts';
import { sessionOf } from '../domain/meetings/meetings.ts';
import { ok, type Result, refuse } from '../domain/result.ts';
import { httpStatusOf, issueOf } from '../http/issues.ts';
import { problem } from '../http/problem.ts';
import type { Reply, SignedIn } from '../http/request.ts';
import { inParallel } from '../runtime/in-parallel.ts';
import { act } from './act.ts';
import { inPlainWords } from './language.ts';
import { findMine, tierOf } from './mine.ts';
import { sayWhoCame } from './plans.ts';
import type { Mine, PartnerPorts } from './ports.ts';
import { readBody } from './read-body.ts';
import { keyedIdentityOf, partOf } from './request-key.ts';

type Handle = (request: SignedIn) => Promise<Reply>;
type Said = z.infer<typeof sessionAttendance>;

/** What is said of one person, and what the ledger knows of that invitation. */
interface Line {
  readonly said: Said['results'][number];
  readonly mine: Result<Mine>;
}

/** A whole session at once: one action for each person, each with its own answer. DESIGN 7. */
export const recordSession =
  (ports: PartnerPorts): Handle =>
  async (request) => {
    const { actor } = request.principal;
    const identity = keyedIdentityOf(request);
    if (!identity.ok) return identity;
    const session = request.params.session ?? '';
    const body = readBody(sessionAttendance, request.body);
    if (!body.ok) return body;
    const known = await tierOf(ports.participants, actor);
    if (!known.ok) return known;
    const lines = await inParallel(body.value.results, 8, async (said): Promise<Line> => {
      return { said, mine: await findMine(ports)(actor, said.invitation) };
    });
    const start = startOf(body.value, lines, session);
    if (!start.ok) return start;
    const results = await inParallel(lines, 8, async ({ said, mine }): Promise<SessionResult> => {
      const { invitation, result } = said;
      const planned = mine.ok ? planFor(mine.value, session, start.value, result) : mine;
      if (!mine.ok || !planned.ok) return refused(invitation, planned, request.requestId, ports);
      const part = partOf(identity.value, invitation);
      const done = await act(ports)({ mine: mine.value, actor, identity: part, action: planned.value });
      return done.ok ? { invitation, status: 200, result } : refused(invitation, done, request.requestId, ports);
    });
    return { status: 200, body: { results }, ...(results.some((r) => r.status === 404) ? { missed: true } : {}) };
  };

const meetingsIn = ({ onward }: Mine, session: string): Appointment[] =>
  onward.meetings.filter((m) => m.status !== 'entered-in-error' && sessionOf(m) === session);

/** Two sessions of one name are two: what is said of one must not be taken for the other, so nothing is guessed. */
const startOf = (said: Said, lines: readonly Line[], session: string): Result<string> => {
  if (said.start !== undefined) return ok(instant(said.start));
  const meetings = lines.flatMap(({ mine }) => (mine.ok ? meetingsIn(mine.value, session) : []));
  const [start = '', ...more] = [...new Set(meetings.map((m) => m.start ?? ''))].sort();
  return more.length === 0
    ? ok(start)
    : refuse('missing-element', {
        expression: '/start',
        diagnostics: `Several sessions have this name; they begin at ${[start, ...more].join(', ')}.`,
      });
};

const planFor = (mine: Mine, session: string, start: string, result: Said['results'][number]['result']) => {
  const meeting = meetingsIn(mine, session).findLast((m) => m.start === start);
  return meeting?.id === undefined
    ? refuse('invalid-input', { diagnostics: 'This person is not expected in this session.' })
    : sayWhoCame(mine, { result, meeting: meeting.id }, {});
};

const refused = (
  invitation: string,
  result: Result<unknown>,
  requestId: string,
  { publicUrl }: PartnerPorts,
): SessionResult => {
  if (result.ok) return { invitation, status: 200 };
  const [first, ...rest] = result.refusals;
  const issues = [inPlainWords(issueOf(first)), ...rest.map(issueOf).map(inPlainWords)] as const;
  const status = httpStatusOf(issues);
  return { invitation, status, problem: problem(issues, { requestId }, status, publicUrl) };
};
