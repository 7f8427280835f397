import { deadlines } from '../../../contracts/lifecycle/deadlines.ts';
import { invitationView } from '../../../mappings/partner/invitation.ts';
import { type RegisterLine, registerLines } from '../../../mappings/partner/register.ts';
import { calendarDaysAfter } from '../../domain/calendar.ts';
import { coordinatorOf } from '../../domain/parties.ts';
import { inParallel } from '../../runtime/in-parallel.ts';
import type { Participant } from '../../usecases/ports.ts';
import { expectedIn } from '../group/expected.ts';
import type { Desk } from '../worklist/staff-page.ts';
import type { SessionPorts } from './ports.ts';

/** One session of a group as the coordinator works on it: what its link shows, and no more. */
export interface SessionList {
  /** The name of its link, which opens nothing by itself. */
  readonly link: string;
  readonly group: Participant;
  readonly start: string;
  readonly where: string | undefined;
  readonly closes: string;
  readonly lines: readonly RegisterLine[];
}

/** undefined: no session, or none of this coordinator's people. */
export const sessionList = async ({ find, ledger }: SessionPorts, desk: Desk): Promise<SessionList | undefined> => {
  const link = desk.request.params.link ?? '';
  const row = /^[0-9a-z]{13}$/.test(link) ? await find(link) : undefined;
  const group = row?.kind === 'session' ? await desk.participants.organisation(row.organisation) : undefined;
  if (!row || !group) return undefined;
  const { now, principal } = desk.request;
  const loaded = await inParallel(row.referrals, 8, (referral) => ledger.load(referral));
  const all = loaded
    .flatMap((one) => (one && coordinatorOf(one.referral) === principal.actor.organisation ? [one.referral] : []))
    .flatMap((referral) =>
      expectedIn(referral, { link, organisation: row.organisation }, (onward) =>
        invitationView({ referral, onward, tier: 'name-only', now }),
      ),
    );
  const [first] = all;
  if (!first) return undefined;
  const ends = all.map(({ meeting }) => meeting.end).sort();
  return {
    ...{ link, group, start: first.meeting.start, where: first.meeting.place },
    closes: calendarDaysAfter(ends.at(-1) ?? first.meeting.end, deadlines.graceDays),
    lines: registerLines(all),
  };
};
