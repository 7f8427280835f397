import { type MailWithPdf, mimeOf } from './mime.ts';

/** What came of handing an e-mail over. */
export type Mailed = { readonly kind: 'handed-over' } | { readonly kind: 'failed' };
export type SendMail = (mail: Omit<MailWithPdf, 'from'>) => Promise<Mailed>;

/** Of whom e-mail comes, and the configuration set by which SES says what it could not deliver. */
export interface MailSettings {
  readonly from: string;
  readonly configurationSet: string;
}

/**
 * Hands an e-mail to SES. That it arrived nobody says: a practice has to tell that somebody read it, as with every message;
 * that it did not arrive, SES says later (returned.ts). SES is read when it is first needed, like what prints the page.
 */
export const sesMail =
  (settings: MailSettings): SendMail =>
  async (mail) => {
    const { sendRaw } = await import('./ses.ts');
    const raw = mimeOf({ ...mail, from: settings.from });
    return (await sendRaw(settings, mail, raw)) ? { kind: 'handed-over' } : { kind: 'failed' };
  };
