import type { Invitation, MeetingView, SessionView } from '../../contracts/partner-api/schemas.ts';
import { sessionOf } from '../../mappings/partner/session.ts';
import { isDate, today } from '../domain/calendar.ts';
import type { Reply, SignedIn } from '../http/request.ts';
import { walk } from './listing.ts';
import { tierOf } from './mine.ts';
import type { PartnerPorts } from './ports.ts';
import { invalid, readQuery } from './query.ts';

type Handle = (request: SignedIn) => Promise<Reply>;

/** Referrals that one answer goes through: 20 pages of 50 in about two seconds. */
const pageSize = 50;
const mostPages = 20;

/** Sessions from a day on (England; today by default), each with the people who are expected. */
export const listSessions =
  (ports: PartnerPorts): Handle =>
  async (request) => {
    const { principal, query, now } = request;
    const { actor } = principal;
    const asked = readQuery(query, ['from']);
    if (!asked.ok) return asked;
    const from = asked.value.from ?? today(now);
    if (!isDate(from)) return invalid('from', 'a date such as 2026-11-24');
    const tier = await tierOf(ports.participants, actor);
    if (!tier.ok) return tier;
    const reader = { actor, tier: tier.value, request };
    const sessions = new Map<string, SessionView>();
    const after = await walk(ports, reader, { limit: pageSize, openOnly: true, mostPages }, (invitations) => {
      for (const invitation of invitations) addTo(sessions, invitation, from);
      return 'more';
    });
    if (!after.ok) return after;
    const inOrder = [...sessions.values()].sort((a, b) => a.start.localeCompare(b.start));
    return { status: 200, body: { sessions: inOrder, complete: after.value === undefined } };
  };

/** Where an invitation no longer shows a person, nobody is expected. */
const addTo = (sessions: Map<string, SessionView>, invitation: Invitation, from: string): void => {
  const { person } = invitation;
  if (!person) return;
  for (const meeting of invitation.meetings.filter((m) => isExpected(m) && today(m.start) >= from)) {
    const session = sessionOf({ invitation, person, meeting });
    // A weekly walk may have one name for all its weeks.
    const key = `${session.session} ${session.start}`;
    const standing = sessions.get(key);
    if (standing) standing.expected.push(...session.expected);
    else sessions.set(key, session);
  }
};

const isExpected = (meeting: MeetingView): boolean => meeting.session !== undefined && meeting.status !== 'called-off';
