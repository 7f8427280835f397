import type { Task } from 'fhir/r4.js';
import { type CompanionSource, companionSource } from '../../../mappings/partner/companion.ts';
import { today } from '../../domain/calendar.ts';
import { whyNotCleared } from '../../domain/companion/clearance.ts';
import { companionLinkName, companionsOf, neededFor } from '../../domain/companion/companions.ts';
import { closesAt } from '../../domain/meetings/link-names.ts';
import { hasBegun } from '../../domain/meetings/meetings.ts';
import type { Referral } from '../../domain/referral.ts';
import { ok, type Result, refuse } from '../../domain/result.ts';
import type { OpenLink } from '../../identity/links/open-link.ts';
import { linkIdOf } from '../../views/link-id.ts';
import type { GroupPorts } from '../group/ports.ts';

/** What the holder of a link may answer now; a button for each. */
export type CompanionAnswer = 'yes' | 'no' | 'cannot' | 'met' | 'not-met';

export interface CompanionAsked extends CompanionSource {
  readonly answers: readonly CompanionAnswer[];
  /** They were trained and cleared when they were asked, and are not for that day by now. */
  readonly isNotCleared: boolean;
}

/** Before it begins whether they come; once it has, whether they met. */
const answersOf = ({ task, meeting, now }: CompanionSource): readonly CompanionAnswer[] => {
  if (now > closesAt(meeting)) return [];
  const begun = hasBegun(meeting, now);
  if (task.status === 'requested') return begun ? [] : ['yes', 'no'];
  if (task.status !== 'accepted') return [];
  return begun ? ['met', 'not-met'] : ['cannot'];
};

const isOfLink = (task: Task, { organisation, link }: OpenLink): boolean =>
  linkIdOf(companionLinkName(organisation, task)) === link;

/** undefined: nothing of this referral is opened by this link. */
export const askedIn = (referral: Referral, link: OpenLink, now: string): CompanionAsked | undefined => {
  const task = companionsOf(referral, link.organisation).find((one) => isOfLink(one, link));
  const source = task && companionSource(referral, task, now);
  if (!source) return undefined;
  const day = today(source.meeting.start ?? '');
  const needs = neededFor(referral, source.meeting, source.task, day);
  const why = whyNotCleared(link.participant.companion, { day, needs });
  return { ...source, answers: answersOf(source), isNotCleared: why.length > 0 };
};

/** The request that a link opens, as the ledger has it now. A link opens one request of one companion, and no other of theirs. */
export const askedOfCompanion = async (
  { ledger }: Pick<GroupPorts, 'ledger'>,
  link: OpenLink,
  now: string,
): Promise<Result<CompanionAsked>> => {
  const loaded = await ledger.load(link.referrals[0] ?? '');
  const asked = loaded && askedIn(loaded.referral, link, now);
  return asked ? ok(asked) : refuse('not-found');
};
