import { errorName, log, metric } from '../runtime/log.ts';
import type { EndpointTestResult } from '../views/endpoint-tests.ts';
import type { PageBack, Returned } from './mail/returned.ts';
import { gone } from './outcome.ts';
import type { Attempt, HeldBack } from './ports.ts';

/** What the function deliver says of its work, in codes and numbers. */
export const report = ({ verdict, givenUp, correlation: correlationId, message: _, ...at }: Attempt): void => {
  const { outcome, reason, error } = verdict;
  log('delivery-attempted', { ...at, outcome, reason, error, correlationId });
  if (reason === gone) metric('EndpointGone', 1, 'deliver');
  if (!givenUp) return;
  log('delivery-given-up', { ...at, outcome, reason, correlationId });
  metric('DeliveryGivenUp', 1, 'deliver');
};

export const reportHeld = ({ referral, recipient, reason }: HeldBack): void => {
  log('delivery-held', { referral, recipient, reason });
  // As long as anything waits behind a dead endpoint: somebody has to find out where the messages belong.
  if (reason === 'endpoint-gone') metric('EndpointGone', 1, 'deliver');
};

export const reportTest = (recipient: string, result: EndpointTestResult): void => {
  const { outcome, reason, status, milliseconds } = result;
  log('endpoint-tested', { recipient, outcome, reason, status, milliseconds });
};

/** Nobody is there at the address for the counts of the day, or for what nobody knows: an operator asks for another. */
export const reportReturned = (back: Exclude<Returned, PageBack>): void => {
  const { because: reason } = back;
  if (!reason) return;
  if ('digest' in back) log('digest-returned', { organisation: back.digest, reason });
  else log('mail-returned', { reason });
  metric('DeliveryGivenUp', 1, 'deliver');
};

/** A group said something, and in no referral is there anybody whose it would be to ring it: an operator tells the coordinator. */
export const groupNotRung = (organisation: string, reason: string): void => {
  log('group-not-rung', { organisation, reason });
  metric('DeliveryGivenUp', 1, 'deliver');
};

/** Something in the hub's mailbox answers nothing that was sent there: a person asks whose mailbox it came from. */
export const reportStrange = (mailbox: string | undefined): void => {
  log('mailbox-strange', { mailbox });
  metric('MailboxStrange', 1, 'deliver');
};

export const failed = (error: unknown, referral?: string): void => {
  log('delivery-failed', { referral, error: errorName(error) });
  metric('DeliveryFailed', 1, 'deliver');
};
