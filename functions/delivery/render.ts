import type { Hears } from '../../contracts/lifecycle/referrers.ts';
import { reminder } from '../../mappings/reminder.ts';
import { messageToWhoReferred } from '../../mappings/to-referrer.ts';
import { stateMessage } from '../../mappings/wellbeing/state-message.ts';
import { mustBeHeld } from '../domain/circumstance/held-messages.ts';
import { isReminderMessage, isStillOwed } from '../domain/owed/reminders.ts';
import { coordinatorOf } from '../domain/parties.ts';
import type { Referral } from '../domain/referral.ts';
import { isForReferrer } from '../domain/said/correspondence.ts';
import type { Row } from '../views/row.ts';
import type { Outbound } from './fhir-sender.ts';

interface States {
  /** The referral as of the version that the row names: every try says the same. */
  readonly asOf: Referral;
  /** The newest: what must not be sent any more is seen here. */
  readonly newest: Referral;
}

/** Not now: a person finds out first whether it is for this practice. */
export const waits = 'waits';

/**
 * What a row wants sent; or that it waits; or undefined: it must not be sent, or not any more. `mayHear`: what the recipient
 * may hear now. Pure.
 */
export const render = (
  row: Row,
  { asOf, newest }: States,
  nameOf: (organisation: string) => string | undefined,
  mayHear: Hears,
): Outbound | typeof waits | undefined => {
  if (row.message === undefined)
    return row.organisation === coordinatorOf(newest) ? state(row, asOf, newest) : undefined;
  const made = asOf.communications.find((c) => c.id === row.message);
  if (made && isReminderMessage(made, asOf))
    return isStillOwed(made, newest) ? { kind: 'message', communication: reminder(made, asOf) } : undefined;
  if (!made || !isForReferrer(made, asOf)) throw new Error('A row names a message that its version does not hold');
  const standing = newest.communications.find((c) => c.id === row.message);
  if (newest.task.status === 'entered-in-error') return undefined;
  if (standing && mustBeHeld(standing, newest)) return waits;
  if (standing?.status !== 'in-progress' || standing.received !== undefined) return undefined;
  const communication = messageToWhoReferred(made, asOf, { nameOf, newest, mayHear });
  return communication && { kind: 'message', communication };
};

const state = ({ told = 0 }: Row, asOf: Referral, newest: Referral): Outbound | undefined => {
  const bundle = stateMessage(asOf, told, newest);
  return bundle.entry?.length ? { kind: 'state', bundle } : undefined;
};
