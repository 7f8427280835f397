import { given } from '../../domain/given.ts';
import type { Notification } from '../../usecases/notify-port.ts';
import type { Outcome } from '../../views/happened.ts';
import type { Row } from '../../views/row.ts';
import type { Answer } from '../answer.ts';
import type { Verdict } from '../outcome.ts';
import type { DeliveryPorts } from '../ports.ts';
import { type Tried, unsent, wentBy } from '../tried.ts';
import { verdictOnNotify } from './notify-outcome.ts';

/** Neither yes nor no: sent again now, it might come twice. */
const notKnown = (answer: Answer): Verdict =>
  answer.kind === 'not-allowed' ? verdictOnNotify(answer) : { outcome: 'later', reason: 'not-known-whether-sent' };

/** What a try left behind that may have gone all the same. */
const mayHaveGone: readonly Outcome[] = ['later', 'unknown'];

/** Gives one notification to Notify, once. */
export const handOver = async (
  { toOrganisers: { notify, sent }, clock }: DeliveryPorts,
  {
    referral,
    sk,
    attempts = 1,
    outcome,
    wanted: version,
  }: Pick<Row, 'referral' | 'sk' | 'attempts' | 'outcome' | 'wanted'>,
  notification: Notification,
  /** Of an organiser: since when the contact is theirs. */
  since?: string,
): Promise<Tried> => {
  const from = clock();
  // Notify knows no repeat: after a try of which nobody knows how it ended, also one of a round before, it is asked first.
  const isOpen = attempts > 1 || (outcome !== undefined && mayHaveGone.includes(outcome));
  const before = isOpen && (await notify.has(notification.reference));
  if (before === true) return unsent({ outcome: 'sent', reason: 'handed-over-before' });
  if (before) {
    const verdict = notKnown(before);
    return { verdict, went: wentBy(before, verdict, from, clock()), followed: false };
  }
  await sent.keep(notification.reference, { referral, sk, ...given({ since, version }) }, from);
  const answer = await notify.send(notification);
  const verdict = verdictOnNotify(answer);
  return { verdict, went: wentBy(answer, verdict, from, clock()), followed: false };
};
