import { type MailWithPdf, mimeOf } from './mime.ts';

/** Hands a page over, or throws. */
export type SendPage = (mail: Omit<MailWithPdf, 'from'>) => Promise<void>;

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
  (settings: MailSettings): SendPage =>
  async (mail) => {
    const { sendRaw } = await import('./ses.ts');
    await sendRaw(settings, mail, mimeOf({ ...mail, from: settings.from }));
  };
