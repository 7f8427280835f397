import { acknowledgement, closing, opening } from '../../contracts/safeguarding/schemas.ts';
import { showListed, showOpened, showPaused } from '../../mappings/safeguarding/duty.ts';
import { expiryOf } from '../audit/entry.ts';
import type { OpenConcern, Opened } from '../domain/concern/concern.ts';
import { mayRead, readsFor } from '../domain/concern/duty-owner.ts';
import { listedFrom, placeForm } from '../domain/concern/in-order.ts';
import { ok, type Result, refuse } from '../domain/result.ts';
import type { Answer, SignedIn } from '../http/request.ts';
import { readBody } from '../partner/read-body.ts';
import { mostTries } from '../usecases/most-tries.ts';
import type { SafeguardingPorts } from './ports.ts';

/** Somebody else's, one about the caller's own organisation, and one that never was are the same: not there. */
const found = async (
  { rule, store }: SafeguardingPorts,
  { principal: { actor }, params }: SignedIn,
): Promise<OpenConcern | undefined> =>
  (await store.open()).find((one) => one.id === params.id && mayRead(rule, actor.organisation, one));

/** GET /duty/concerns, 1,000 at a time; `next` is where the others are. */
export const listConcerns =
  (ports: SafeguardingPorts) =>
  async ({ principal: { actor }, query }: SignedIn): Promise<Result<Answer>> => {
    if (!readsFor(ports.rule, actor.organisation)) return refuse('not-found');
    const after = query.get('after') ?? '';
    if (after !== '' && !placeForm.test(after)) return refuse('invalid-parameter', { expression: 'after' });
    const all = (await ports.store.open()).filter((one) => mayRead(ports.rule, actor.organisation, one));
    const { page, next } = listedFrom(all, after);
    const paused = (await ports.holds.held()).filter(({ organisation }) => organisation !== actor.organisation);
    const body = {
      ...{ concerns: page.map(showListed), open: all.length, paused: paused.map(showPaused) },
      ...(next ? { next: `/safeguarding/v1/duty/concerns?after=${encodeURIComponent(next)}` } : {}),
    };
    return ok({ status: 200, body });
  };

const openedBy = (request: SignedIn, what: Opened['what'], name: string, words?: string): Opened => ({
  ...{ at: request.now, what, name, words },
  organisation: request.principal.actor.organisation,
  client: request.principal.actor.client,
});

/** POST /duty/concerns/{id}/read: who and why is written first, and then it is shown. */
export const openConcern =
  (ports: SafeguardingPorts) =>
  async (request: SignedIn): Promise<Result<Answer>> => {
    const open = await found(ports, request);
    if (!open) return refuse('not-found');
    const read = readBody(opening, request.body);
    if (!read.ok) return read;
    await ports.store.note(open.id, openedBy(request, 'read', read.value.name, read.value.reason));
    const content = await ports.store.content(open.id);
    if (!content) throw new Error('A concern lost what was written');
    return ok({ status: 200, body: showOpened(open, content) });
  };

/** Again where it changed in this moment: the clock may have told the next reader, or somebody else taken or closed it. */
const whileOpen = async (
  ports: SafeguardingPorts,
  request: SignedIn,
  act: (open: OpenConcern) => Promise<Result<Answer> | 'changed'>,
  closed: () => Promise<Result<Answer>> = async () => refuse('not-found'),
): Promise<Result<Answer>> => {
  for (let attempt = 1; attempt <= mostTries; attempt += 1) {
    const open = await found(ports, request);
    if (!open) return closed();
    const done = await act(open);
    if (done !== 'changed') return done;
  }
  return refuse('busy');
};

/** POST /duty/concerns/{id}/acknowledge: from here it is theirs, and nobody else is told. */
export const acknowledge = (ports: SafeguardingPorts) => (request: SignedIn) =>
  whileOpen(ports, request, async (open) => {
    const read = readBody(acknowledgement, request.body);
    if (!read.ok) return read;
    if (open.acknowledged) return ok({ status: 200, body: showListed(open) });
    const by = openedBy(request, 'acknowledged', read.value.name);
    const { at, name, organisation } = by;
    const after = { ...open, stranded: undefined, acknowledged: { at, name, organisation } };
    if (!(await ports.store.change(open, after))) return 'changed';
    // Only now: the list of who opened it must not name somebody who did not get it. Lost here, the name stands in what was changed.
    await ports.store.note(open.id, by);
    return ok({ status: 200, body: showListed(after) });
  });

/**
 * POST /duty/concerns/{id}/close: it leaves the list; what was written, and who opened it, stays for its years. Who asks the same again is answered
 * the same.
 */
export const closeConcern = (ports: SafeguardingPorts) => (request: SignedIn) => {
  const { now, bodyHash, params, principal } = request;
  const repeated = async (): Promise<Result<Answer>> => {
    const closed = await ports.store.closedBy(params.id ?? '', principal.actor.organisation, bodyHash);
    return closed ? ok({ status: 200, body: { id: params.id, closed } }) : refuse('not-found');
  };
  const close = async (open: OpenConcern): Promise<Result<Answer> | 'changed'> => {
    const read = readBody(closing, request.body);
    if (!read.ok) return read;
    const by = openedBy(request, 'closed', read.value.name, read.value.outcome);
    const done = await ports.store.close(open, by, bodyHash, expiryOf(now, ports.years[open.route]));
    return done ? ok({ status: 200, body: { id: open.id, closed: now } }) : 'changed';
  };
  return whileOpen(ports, request, close, repeated);
};
