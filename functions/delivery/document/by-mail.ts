import { isSecureMail } from '../../domain/secure-mail.ts';
import type { Verdict } from '../outcome.ts';
import type { DeliveryPorts } from '../ports.ts';
import { requestIdOf } from '../request-id.ts';
import type { Wish } from './by-document.ts';
import { letterTo, type Worded } from './letter-to.ts';

/** Sends a message as a PDF by e-mail, and only to where e-mail is secure today: the list may be shorter than it was. */
export const byMail = async (ports: DeliveryPorts, wish: Wish, worded: Worded): Promise<Verdict> => {
  const to = worded.recipient.otherWays?.mail ?? '';
  if (!isSecureMail(to, ports.area.secureMailDomains))
    return { outcome: 'unknown', reason: 'mail-not-secure', usedUp: true };
  const letter = letterTo(worded, ports.area);
  const { reference } = worded.referral;
  const mailed = await ports.documents.mail({
    to,
    subject: `${letter.from}: ${reference}`,
    text: `A message about ${reference} is attached as a PDF.\r\n\r\n${letter.ring}\r\n`,
    file: { name: `${reference}.pdf`, bytes: await ports.documents.print(letter) },
    boundary: requestIdOf(wish.referral, `${wish.sk}/mail`, wish.version),
  });
  return mailed.kind === 'handed-over'
    ? { outcome: 'sent', reason: 'handed-over' }
    : { outcome: 'later', reason: 'mailer-failed' };
};
