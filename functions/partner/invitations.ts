import type * as z from 'zod/mini';
import { type Invitation, invitationStatus } from '../../contracts/partner-api/schemas.ts';
import { openInvitations } from '../../contracts/partner-api/words.ts';
import { invitationView } from '../../mappings/partner/invitation.ts';
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

type Handle = (request: SignedIn) => Promise<Reply>;

const pageSize = 25;
/** A filter that fits little still answers in time; what is left is behind the cursor. */
const mostPages = 4;

const answer = (invitation: Invitation): Reply => ({
  status: 200,
  headers: { etag: etag(invitation.version) },
  body: invitation,
});

export const listInvitations =
  (ports: PartnerPorts): Handle =>
  async ({ principal: { actor }, path, query, now }) => {
    const asked = readQuery(query, ['status', 'cursor']);
    if (!asked.ok) return asked;
    const { status, cursor } = asked.value;
    if (status !== undefined && !isStatus(status))
      return invalid('status', `one of ${invitationStatus.options.join(', ')}`);
    const tier = await tierOf(ports.participants, actor.organisation);
    if (!tier.ok) return tier;
    const sealed = cursors(await ports.secret());
    const bound = JSON.stringify([actor.client, actor.organisation, path, status ?? null]);
    const from = cursor === undefined ? undefined : sealed.open(cursor, bound);
    if (cursor !== undefined && from === undefined)
      return invalid('cursor', 'as an earlier answer to this query gave it');
    const invitations: Invitation[] = [];
    const reader = { organisation: actor.organisation, tier: tier.value, now };
    const after = await walk(
      ports,
      reader,
      { from, limit: pageSize, openOnly: openInvitations.some((s) => s === status), mostPages },
      (found) => {
        invitations.push(...found.filter((i) => status === undefined || i.status === status));
        return invitations.length < pageSize ? 'more' : 'enough';
      },
    );
    return { status: 200, body: { invitations, ...nextPage(path, status, after && sealed.seal(after, bound)) } };
  };

const isStatus = (word: string): boolean => invitationStatus.safeParse(word).success;

const nextPage = (path: string, status: string | undefined, cursor: string | undefined): { next?: string } =>
  cursor === undefined ? {} : { next: `${path}?${new URLSearchParams({ ...(status ? { status } : {}), cursor })}` };

export const readInvitation =
  (ports: PartnerPorts): Handle =>
  async ({ principal, params, now }) => {
    const mine = await findMine(ports)(principal.actor.organisation, params.id ?? '');
    if (!mine.ok) return mine;
    const { loaded, onward, tier } = mine.value;
    return answer(invitationView({ referral: loaded.referral, onward, tier, now }));
  };

/** Every change of one invitation: whose it is, what the body says, what that means, and the use case. */
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
    const mine = await findMine(ports)(actor.organisation, request.params.id ?? '');
    if (!mine.ok) return mine;
    const planned = plan(mine.value, body.value, request.params);
    if (!planned.ok) return planned;
    const done = await act(ports)({
      mine: mine.value,
      actor,
      identity: identity.value,
      actions: planned.value,
      ...(expected.value === undefined ? {} : { ifMatch: expected.value }),
    });
    return done.ok ? answer(done.value) : done;
  };
