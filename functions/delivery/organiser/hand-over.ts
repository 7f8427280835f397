import { given } from '../../domain/given.ts';
import type { Notification } from '../../usecases/notify-port.ts';
import type { Row } from '../../views/row.ts';
import type { Answer } from '../answer.ts';
import type { Verdict } from '../outcome.ts';
import type { DeliveryPorts } from '../ports.ts';
import { type Tried, unsent, wentBy } from '../tried.ts';
import { verdictOnNotify } from './notify-outcome.ts';

/** Neither yes nor no: sent again now, it might come twice. */
const notKnown = (answer: Answer): Verdict =>
  answer.kind === 'not-allowed' ? verdictOnNotify(answer) : { outcome: 'later', reason: 'not-known-whether-sent' };

type Standing = Pick<Row, 'referral' | 'sk' | 'attempts' | 'outcome' | 'awaits' | 'wanted'>;

/** A try was made, in this round or in one before, of which nobody knows how it ended. What waited for its time was never given. */
const mayHaveGone = ({ attempts = 1, outcome, awaits }: Standing): boolean =>
  attempts > 1 || outcome === 'unknown' || (outcome === 'later' && awaits === undefined);

/** Gives one notification to Notify, once. */
export const handOver = async (
  { toOrganisers: { notify, sent }, clock }: DeliveryPorts,
  row: Standing,
  notification: Notification,
  /** Of an organiser: since when the contact is theirs. */
  since?: string,
): Promise<Tried> => {
  const from = clock();
  // Notify knows no repeat: it is asked first.
  const before = mayHaveGone(row) && (await notify.has(notification.reference));
  if (before === true) return unsent({ outcome: 'sent', reason: 'handed-over-before' });
  if (before) {
    const verdict = notKnown(before);
    return { verdict, went: wentBy(before, verdict, from, clock()), followed: false };
  }
  const { referral, sk, wanted: version } = row;
  await sent.keep(notification.reference, { referral, sk, ...given({ since, version }) }, from);
  const answer = await notify.send(notification);
  const verdict = verdictOnNotify(answer);
  return { verdict, went: wentBy(answer, verdict, from, clock()), followed: false };
};
