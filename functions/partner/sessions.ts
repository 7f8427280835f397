import {
  type Invitation,
  type MeetingView,
  type SessionResult,
  type SessionView,
  sessionAttendance,
} from '../../contracts/partner-api/schemas.ts';
import { meetingView } from '../../mappings/partner/meeting.ts';
import { today } from '../domain/calendar.ts';
import { type Result, refuse } from '../domain/result.ts';
import { issueOf, statusOf } from '../http/issues.ts';
import { problem } from '../http/problem.ts';
import type { Reply, SignedIn } from '../http/request.ts';
import { act } from './act.ts';
import { inParallel } from './in-parallel.ts';
import { inPlainWords } from './language.ts';
import { walk } from './listing.ts';
import { findMine, tierOf } from './mine.ts';
import { sayWhoCame } from './plans.ts';
import type { Mine, PartnerPorts } from './ports.ts';
import { invalid, readQuery } from './query.ts';
import { readBody } from './read-body.ts';
import { identityOf, partOf } from './request-key.ts';

type Handle = (request: SignedIn) => Promise<Reply>;

/** Referrals that one answer goes through: 20 pages of 50 in about two seconds. */
const pageSize = 50;
const mostPages = 20;

/** Sessions from a day on (England; today by default), each with the people who are expected. */
export const listSessions =
  (ports: PartnerPorts): Handle =>
  async ({ principal: { actor }, query, now }) => {
    const asked = readQuery(query, ['from']);
    if (!asked.ok) return asked;
    const from = asked.value.from ?? today(now);
    if (!/^20\d\d-\d\d-\d\d$/.test(from)) return invalid('from', 'a date such as 2026-11-24');
    const tier = await tierOf(ports.participants, actor.organisation);
    if (!tier.ok) return tier;
    const reader = { organisation: actor.organisation, tier: tier.value, now };
    const sessions = new Map<string, SessionView>();
    const after = await walk(ports, reader, { limit: pageSize, openOnly: true, mostPages }, (invitations) => {
      for (const invitation of invitations) addTo(sessions, invitation, from);
      return 'more';
    });
    const inOrder = [...sessions.values()].sort((a, b) => a.start.localeCompare(b.start));
    return { status: 200, body: { sessions: inOrder, complete: after === undefined } };
  };

/** Only what the invitation already shows; where it no longer shows a person, nobody is expected. */
const addTo = (sessions: Map<string, SessionView>, invitation: Invitation, from: string): void => {
  const { id, reference, person } = invitation;
  if (!person) return;
  for (const meeting of invitation.meetings.filter((m) => isExpected(m) && today(m.start) >= from)) {
    const name = meeting.session ?? '';
    const { start, end, place } = meeting;
    const session = sessions.get(name) ?? { session: name, start, end, ...(place ? { place } : {}), expected: [] };
    const { contact: _, ...shown } = person;
    session.expected.push({ invitation: id, reference, status: meeting.status, ...shown });
    sessions.set(name, session);
  }
};

const isExpected = (meeting: MeetingView): boolean => meeting.session !== undefined && meeting.status !== 'called-off';

/** A whole session at once: one action for each person, each with its own answer. DESIGN 7. */
export const recordSession =
  (ports: PartnerPorts): Handle =>
  async (request) => {
    const { actor } = request.principal;
    const identity = identityOf(request);
    if (!identity.ok) return identity;
    const session = request.params.session ?? '';
    const body = readBody(sessionAttendance, request.body);
    if (!body.ok) return body;
    const known = await tierOf(ports.participants, actor.organisation);
    if (!known.ok) return known;
    const results = await inParallel(body.value.results, 8, async ({ invitation, result }): Promise<SessionResult> => {
      const mine = await findMine(ports)(actor.organisation, invitation);
      const planned = mine.ok ? planFor(mine.value, session, result) : mine;
      if (!mine.ok || !planned.ok) return refused(invitation, planned, request.requestId);
      const part = partOf(identity.value, invitation);
      const done = await act(ports)({ mine: mine.value, actor, identity: part, actions: planned.value });
      return done.ok ? { invitation, status: 200, result } : refused(invitation, done, request.requestId);
    });
    return { status: 200, body: { results } };
  };

const planFor = (mine: Mine, session: string, result: Parameters<typeof sayWhoCame>[1]['result']) => {
  const meeting = mine.onward.meetings.findLast(
    (m) => m.status !== 'entered-in-error' && meetingView(m).session === session,
  );
  return meeting?.id === undefined
    ? refuse('invalid-input', { diagnostics: 'This person is not expected in this session.' })
    : sayWhoCame(mine, { result, meeting: meeting.id }, {});
};

const refused = (invitation: string, result: Result<unknown>, requestId: string): SessionResult => {
  if (result.ok) return { invitation, status: 200 };
  const [first, ...rest] = result.refusals;
  const issues = [inPlainWords(issueOf(first)), ...rest.map(issueOf).map(inPlainWords)] as const;
  const status = statusOf(issues);
  return { invitation, status, problem: problem(issues, { requestId }, status) };
};
