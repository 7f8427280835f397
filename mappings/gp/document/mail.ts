import { only } from '../../named.ts';
import { mailFields } from './fields.ts';
import type { Letter } from './letter.ts';

interface MailOfLetter {
  readonly subject: string;
  readonly text: string;
  readonly file: { readonly name: string; readonly bytes: Uint8Array };
}

/** An e-mail says nothing of the person outside its PDF: what is above it is read on screens and in previews. */
export const mailOfLetter = (letter: Letter, reference: string, page: Uint8Array): MailOfLetter =>
  mailOnly({
    subject: `${letter.from}: ${reference}`,
    text: `A message about ${reference} is attached as a PDF.\r\n\r\n${letter.ring}\r\n`,
    file: { name: `${reference}.pdf`, bytes: page },
  });
const mailOnly = only<MailOfLetter>(mailFields);
