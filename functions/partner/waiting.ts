import type { Invitation } from '../../contracts/partner-api/schemas.ts';
import { room } from '../../contracts/partner-api/schemas.ts';
import { closeOfDate } from '../domain/calendar.ts';
import { ok, type Result } from '../domain/result.ts';
import { inOrderOfWaiting } from '../domain/tasks/waiting.ts';
import type { Reply, SignedIn } from '../http/request.ts';
import { walk } from './listing.ts';
import { tierOf } from './mine.ts';
import type { PartnerPorts } from './ports.ts';
import { readQuery } from './query.ts';
import { readBody } from './read-body.ts';

type Handle = (request: SignedIn) => Promise<Reply>;
type Waits = Invitation & { readonly waiting: NonNullable<Invitation['waiting']> };

/** As of sessions: what one answer goes through in about two seconds. */
const pageSize = 50;
const mostPages = 20;

interface List {
  readonly waiting: readonly Waits[];
  readonly complete: boolean;
}

const waitsIn = (one: Invitation): Waits[] => (one.waiting ? [{ ...one, waiting: one.waiting }] : []);

const waitingAt = async (ports: PartnerPorts, request: SignedIn): Promise<Result<List>> => {
  const { actor } = request.principal;
  const tier = await tierOf(ports.participants, actor);
  if (!tier.ok) return tier;
  const found: Waits[] = [];
  const walked = await walk(
    ports,
    { actor, tier: tier.value, request },
    { limit: pageSize, openOnly: true, mostPages },
    (invitations) => {
      found.push(...invitations.flatMap(waitsIn));
      return 'more';
    },
  );
  if (!walked.ok) return walked;
  return ok({ waiting: inOrderOfWaiting(found), complete: walked.value === undefined });
};

export const listWaiting =
  (ports: PartnerPorts): Handle =>
  async (request) => {
    const asked = readQuery(request.query, []);
    if (!asked.ok) return asked;
    const list = await waitingAt(ports, request);
    return list.ok ? { status: 200, body: list.value } : list;
  };

/** What a group says of its room; with room, who is next on its list: `place-free` of that invitation ends the wait. */
export const sayRoom =
  (ports: PartnerPorts): Handle =>
  async (request) => {
    const body = readBody(room, request.body);
    if (!body.ok) return body;
    const { room: state, until } = body.value;
    // First that, which nobody may lose because a long list is slow to read.
    await ports.sayRoom({
      ...{ of: request.principal.actor.organisation, state, saidAt: request.now },
      ...(until === undefined ? {} : { until: closeOfDate(until) }),
    });
    const list = state === 'has-room' ? await waitingAt(ports, request) : undefined;
    const [next] = list?.ok ? list.value.waiting : [];
    return { status: 200, body: { room: state, ...(next ? { next } : {}) } };
  };
