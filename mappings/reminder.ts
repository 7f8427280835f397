import type { Communication } from 'fhir/r4.js';
import { communicationKinds } from '../contracts/lifecycle/codes.ts';
import { obligationKinds } from '../contracts/lifecycle/obligations.ts';
import { systems } from '../contracts/systems.ts';
import { concept, recordKind } from '../functions/domain/coding.ts';
import { remindedOf } from '../functions/domain/owed/reminders.ts';
import { referrerOf } from '../functions/domain/parties.ts';
import type { Referral } from '../functions/domain/referral.ts';
import { referrerOn } from '../functions/domain/request/referrer-kind.ts';
import { recipientOf } from '../functions/domain/said/correspondence.ts';
import { reminderFields } from './message-fields.ts';
import { headOf } from './message-head.ts';
import { only } from './named.ts';

/**
 * A reminder to an organisation: what to do, and of which reference. Nothing in it is about the person, so that it may go to
 * any organisation at any tier: whoever owes something knows whom the reference means, or may ask.
 */
export const reminder = (message: Communication, referral: Referral): Communication => {
  const what = remindedOf(message);
  const says = what === undefined ? 'look at this again' : decapital(obligationKinds[what].says);
  const task = message.about?.find(({ reference }) => reference?.startsWith('Task/'));
  const to = recipientOf(message);
  const whom = to === referrerOf(referral) && referrerOn(referral.task).kind === 'practice' ? 'the practice' : 'you';
  return reminderOnly({
    ...headOf(message),
    status: 'completed',
    category: [recordKind('chase', communicationKinds.chase)],
    ...(what ? { topic: concept(systems.obligation, what, obligationKinds[what].says) } : {}),
    about: [
      {
        type: 'Task',
        ...(task?.reference ? { reference: task.reference } : {}),
        identifier: { system: systems.reference, value: referral.reference },
      },
    ],
    ...(message.sent ? { sent: message.sent } : {}),
    ...(to ? { recipient: [{ reference: `Organization/${to}` }] } : {}),
    payload: [
      { contentString: `Action for ${whom}: please ${says}.` },
      { contentString: `It is about ${referral.reference}.` },
    ],
  });
};
const reminderOnly = only<Communication>(reminderFields);

const decapital = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);
