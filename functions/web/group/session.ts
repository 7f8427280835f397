import { deadlines } from '../../../contracts/lifecycle/deadlines.ts';
import { type Expected, registerLines } from '../../../mappings/partner/register.ts';
import { calendarDaysAfter } from '../../domain/calendar.ts';
import type { Actor } from '../../domain/referral.ts';
import { ok, type Result } from '../../domain/result.ts';
import { assigneeOf } from '../../domain/tasks/assignee.ts';
import type { SignedIn } from '../../http/request.ts';
import type { OpenLink } from '../../identity/links/open-link.ts';
import { readInvitations } from '../../partner/take-copies.ts';
import { inParallel } from '../../runtime/in-parallel.ts';
import type { Loaded } from '../../usecases/ports.ts';
import { expectedIn } from './expected.ts';
import type { GroupPorts } from './ports.ts';

/** A session as a link opens it: everybody who is expected, as the ledger has it now. */
export interface Session {
  readonly group: string;
  readonly start: string;
  readonly where: string | undefined;
  /** Until then an answer can be given or changed. */
  readonly closes: string;
  readonly lines: ReturnType<typeof registerLines>;
  /** A human to ring: whose case it is, where all of them are one person's. */
  readonly worker: string;
}

const workerOf = (all: readonly Expected[], service: string): string => {
  const names = new Set(all.map(({ referral }) => assigneeOf(referral.task)?.name));
  const [name] = names;
  return names.size === 1 && name !== undefined ? name : service;
};

/** A link shows a name and an initial, whatever the tier of the group's agreement: it may be forwarded. */
const tier = 'name-only' as const;

/** Those of one referral whose meeting this link opens. */
const expectedOf =
  (ports: GroupPorts, { link, organisation }: OpenLink) =>
  async (loaded: Loaded, actor: Actor, request: SignedIn): Promise<Result<readonly Expected[]>> => {
    const read = await readInvitations(ports)(loaded, { actor, tier, request });
    if (!read.ok) return read;
    return ok(
      expectedIn(loaded.referral, { link, organisation }, ({ task }) => read.value.find(({ id }) => id === task.id)),
    );
  };

/** `undefined`: nobody is expected there. */
export const sessionOf =
  (ports: GroupPorts) =>
  async (link: OpenLink, request: SignedIn): Promise<Result<Session | undefined>> => {
    const { actor } = request.principal;
    const loaded = await inParallel(link.referrals, 8, (referral) => ports.ledger.load(referral));
    const read = await inParallel(
      loaded.filter((one) => one !== undefined),
      8,
      (one) => expectedOf(ports, link)(one, actor, request),
    );
    const busy = read.find((one) => !one.ok);
    if (busy && !busy.ok) return busy;
    const all = read.flatMap((one) => (one.ok ? one.value : []));
    const [first] = all;
    if (!first) return ok(undefined);
    const ends = all.map(({ meeting }) => meeting.end).sort();
    return ok({
      group: link.participant.name,
      ...{ start: first.meeting.start, where: first.meeting.place },
      closes: calendarDaysAfter(ends.at(-1) ?? first.meeting.end, deadlines.graceDays),
      lines: registerLines(all),
      worker: workerOf(all, ports.service.display),
    });
  };
