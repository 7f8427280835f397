import type * as z from 'zod/mini';
import { type Invitation, invitationStatus } from '../../contracts/partner-api/schemas.ts';
import { openInvitations } from '../../contracts/partner-api/words.ts';
import { ok, type Result, refuse } from '../domain/result.ts';
import { cursors } from '../http/cursor.ts';
import type { Reply, SignedIn } from '../http/request.ts';
import { etag, ifMatch } from '../http/resource.ts';
import { act } from './act.ts';
import { walk } from './listing.ts';
import { findMine, tierOf } from './mine.ts';
import type { Plan } from './plans.ts';
import type { PartnerPorts } from './ports.ts';
import { invalid, readQuery } from './query.ts';
import { readBody } from './read-body.ts';
import { keyedIdentityOf } from './request-key.ts';
import { type Reader, readAfterwards, readInvitations } from './take-copies.ts';

type Handle = (request: SignedIn) => Promise<Reply>;

const pageSize = 25;
/** A filter that fits little still answers in time; what is left is behind the cursor. */
const mostPages = 4;
/** What is new is told by the rows, a hundred in one batch read: who polls has met most of what is open before. */
const pageOfNew = 100;

const answerOf = (mine: readonly Invitation[], asked: string | undefined): Reply | Result<never> => {
  const found = mine.find(({ id }) => id === asked);
  return found ? { status: 200, headers: { etag: etag(found.version) }, body: found } : refuse('not-found');
};

export const listInvitations =
  (ports: PartnerPorts): Handle =>
  async (request) => {
    const { principal, path, query } = request;
    const { actor } = principal;
    const asked = readQuery(query, ['status', 'cursor']);
    if (!asked.ok) return asked;
    const { status, cursor } = asked.value;
    if (status !== undefined && !isStatus(status))
      return invalid('status', `one of ${invitationStatus.options.join(', ')}`);
    const tier = await tierOf(ports.participants, actor);
    if (!tier.ok) return tier;
    const sealed = cursors(await ports.secret());
    const bound = JSON.stringify([actor.client, actor.organisation, path, status ?? null]);
    const from = begin(cursor, (position) => sealed.open(position, bound));
    if (!from.ok) return from;
    const reader = { actor, tier: tier.value, request };
    const page = await onePage(ports, reader, from.value, status);
    if (!page.ok) return page;
    const { invitations, after } = page.value;
    return { status: 200, body: { invitations, ...nextPage(path, status, after && sealed.seal(after, bound)) } };
  };

const begin = (
  cursor: string | undefined,
  open: (cursor: string) => string | undefined,
): Result<string | undefined> => {
  if (cursor === undefined) return ok(undefined);
  const from = open(cursor);
  return from === undefined ? invalid('cursor', 'as an earlier answer to this query gave it') : ok(from);
};

const onePage = async (
  ports: PartnerPorts,
  reader: Reader,
  from: string | undefined,
  status: string | undefined,
): Promise<Result<{ readonly invitations: readonly Invitation[]; readonly after: string | undefined }>> => {
  const invitations: Invitation[] = [];
  const isNew = status === 'new';
  const list = { limit: isNew ? pageOfNew : pageSize, unansweredOnly: isNew, mostPages };
  const openOnly = openInvitations.some((s) => s === status);
  const walked = await walk(ports, reader, { from, openOnly, ...list }, (found) => {
    invitations.push(...found.filter((i) => status === undefined || i.status === status));
    return invitations.length < pageSize ? 'more' : 'enough';
  });
  return walked.ok ? ok({ invitations, after: walked.value }) : walked;
};

const isStatus = (word: string): boolean => invitationStatus.safeParse(word).success;

const nextPage = (path: string, status: string | undefined, cursor: string | undefined): { next?: string } =>
  cursor === undefined ? {} : { next: `${path}?${new URLSearchParams({ ...(status ? { status } : {}), cursor })}` };

export const readInvitation =
  (ports: PartnerPorts): Handle =>
  async (request) => {
    const { actor } = request.principal;
    const mine = await findMine(ports)(actor, request.params.id ?? '');
    if (!mine.ok) return mine;
    const { loaded, tier } = mine.value;
    const read = await readInvitations(ports)(loaded, { actor, tier, request });
    if (!read.ok) return read;
    return answerOf(read.value, request.params.id);
  };

/**
 * Every change of one invitation: whose it is, what the body says, what that means, and the use case. It is answered as a read is at that
 * moment: a repeat shows no more, and whoever sees here first whom it is about has a copy from then on.
 */
export const changeInvitation =
  <Body>(ports: PartnerPorts, schema: z.ZodMiniType<Body>, plan: Plan<Body>): Handle =>
  async (request) => {
    const { actor } = request.principal;
    const identity = keyedIdentityOf(request);
    if (!identity.ok) return identity;
    const expected = ifMatch(request.headers['if-match']);
    if (!expected.ok) return expected;
    const body = readBody(schema, request.body);
    if (!body.ok) return body;
    const mine = await findMine(ports)(actor, request.params.id ?? '');
    if (!mine.ok) return mine;
    const planned = plan(mine.value, body.value, request.params);
    if (!planned.ok) return planned;
    const done = await act(ports)({
      mine: mine.value,
      actor,
      identity: identity.value,
      action: planned.value,
      ...(expected.value === undefined ? {} : { ifMatch: expected.value }),
    });
    if (!done.ok) return done;
    const read = await readAfterwards(ports)(done.value.referral, { actor, tier: mine.value.tier, request });
    return answerOf(read, request.params.id);
  };
