import { deadlines } from '../../../contracts/lifecycle/deadlines.ts';
import { isTerminal } from '../../../contracts/lifecycle/statuses.ts';
import { calendarDaysAfter } from '../calendar.ts';
import { mayContactPerson } from '../circumstance/circumstances.ts';
import { kindOf, statusOf } from '../coding.ts';
import { isFlagged } from '../concern/did-not-come.ts';
import { isAtRisk } from '../contact/guarded.ts';
import { safeContactOf } from '../contact/safe-contact.ts';
import type { Referral } from '../referral.ts';
import { sinceOf } from '../since.ts';
import { wasSent } from '../tasks/never-sent.ts';

/** The page of the person whom a referral is about: issue 8 item 3. */
interface OwnPage {
  /** It opens, for whoever holds the newest link. */
  readonly isOn: boolean;
  /** It could be: nothing that nobody asked of them keeps it off. */
  readonly mayBe: boolean;
  /** What is sent to the person leads there: they agreed that it names the group, or were given the page. */
  readonly isLedTo: boolean;
  /**
   * What its link is made from: when it was last turned on or off, and the version of the person's details. With whichever changes, every
   * link that is out opens nothing for good, also when a number is safe again: nobody knows who has read what lies on a telephone that was
   * not, or was given away.
   */
  readonly edition: string;
}

/** `meta.versionId` counts up: of what was looked at when the page was turned on, nothing may have changed since. */
const versionIn = ({ meta }: { readonly meta?: { readonly versionId?: string } }): number =>
  Number(meta?.versionId ?? 0);

/** Contact details, wishes and risks: what makes somebody one to be careful of. */
const newestOfCare = ({ patient, request, furtherNeeds, others }: Referral): number =>
  Math.max(...[patient, request, ...furtherNeeds, ...others.filter((r) => r.resourceType === 'Flag')].map(versionIn));

const isOver = ({ task }: Referral, now: string): boolean =>
  isTerminal(statusOf(task)) && now > calendarDaysAfter(sinceOf(task), deadlines.graceDays);

/**
 * Off by default for anybody with a safe-contact or safeguarding flag: then a coordinator who has spoken to them turns it on, and it is
 * off again with whatever becomes known after that. Over 30 days after the end, and wherever nothing may go to the person.
 */
export const ownPageOf = (referral: Referral, now: string): OwnPage => {
  const last = referral.communications.findLast((c) => kindOf(c) === 'own-page-on' || kindOf(c) === 'own-page-off');
  const kind = last && kindOf(last);
  const isAgreed = last !== undefined && kind === 'own-page-on' && versionIn(last) > newestOfCare(referral);
  const isOpen = kind !== 'own-page-off' && (isAgreed || !(isAtRisk(referral) || isFlagged(referral)));
  const isThere = wasSent(referral.task) && referral.task.status !== 'entered-in-error' && mayContactPerson(referral);
  const edition = `${last?.sent ?? ''} ${versionIn(referral.patient)}`;
  const mayBe = isThere && !isOver(referral, now);
  return { isOn: isOpen && mayBe, mayBe, isLedTo: isLedTo(referral), edition };
};

/** The page says with which group, and where: who did not say that a message may is not led there by one, unless they asked for the page. */
export const isLedTo = ({ patient, communications }: Referral): boolean =>
  safeContactOf(patient).naming === 'yes' || communications.some((c) => kindOf(c) === 'own-page-on');
