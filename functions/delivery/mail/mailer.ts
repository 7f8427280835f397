import { type MailWithPdf, mimeOf } from './mime.ts';

/** What came of handing an e-mail over. */
export type Mailed = { readonly kind: 'handed-over' } | { readonly kind: 'failed' };
export type SendMail = (mail: Omit<MailWithPdf, 'from'>) => Promise<Mailed>;

/**
 * Hands an e-mail to SES. Whether it arrived nobody says: a practice has to tell that somebody read it, as with every
 * message. SES is read when it is first needed, like what prints the page.
 */
export const sesMail =
  (from: string): SendMail =>
  async (mail) => {
    const { sendRaw } = await import('./ses.ts');
    return (await sendRaw(from, mail.to, mimeOf({ ...mail, from }))) ? { kind: 'handed-over' } : { kind: 'failed' };
  };
