import { mailOfLetter } from '../../../mappings/gp/document/mail.ts';
import { isSecureMail } from '../../domain/secure-mail.ts';
import { errorName } from '../../runtime/log.ts';
import { requestIdOf } from '../request-id.ts';
import { letterTo } from './letter-to.ts';
import type { ByPage, PagePorts } from './ports.ts';

/** Sends a message as a PDF by e-mail, and only to where e-mail is secure today: the list may be shorter than it was. */
export const byMail =
  (on: PagePorts): ByPage =>
  async (wish, worded) => {
    const to = worded.recipient.otherWays?.mail ?? '';
    if (!isSecureMail(to, on.area.secureMailDomains))
      return { outcome: 'unknown', reason: 'mail-not-secure', usedUp: true };
    const letter = letterTo(worded, on.area);
    const { reference } = worded.referral;
    const { referral, sk, version } = wish;
    const id = requestIdOf(referral, `${sk}/mail`, version);
    await on.sent.keep(id, { referral, sk }, on.clock());
    const page = { to, ...mailOfLetter(letter, reference, await on.print(letter)), id };
    try {
      await on.mail(page);
    } catch (error) {
      return { outcome: 'later', reason: 'mailer-failed', error: errorName(error) };
    }
    return { outcome: 'sent', reason: 'handed-over' };
  };
