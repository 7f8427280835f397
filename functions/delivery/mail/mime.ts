/** An e-mail with one PDF. Nothing in the lines that people see before they open it is about a person. */
export interface MailWithPdf {
  readonly from: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly file: { readonly name: string; readonly bytes: Uint8Array };
  /** The same at every try, and of nobody: divides the parts, of which none holds it, and is what a bounce names. */
  readonly id: string;
}

const encoded = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64').replace(/.{76}/g, '$&\r\n');

/** Letters outside ASCII in a header: RFC 2047. Line breaks end a header and stay out. */
const header = (text: string): string => {
  const line = text.replace(/[\r\n]+/g, ' ');
  return /^[\x20-\x7e]*$/.test(line) ? line : `=?utf-8?B?${Buffer.from(line, 'utf8').toString('base64')}?=`;
};

/** As RFC 2045 and 2046 write it. Pure. */
export const mimeOf = ({ from, to, subject, text, file, id }: MailWithPdf): string =>
  [
    `From: ${from}`,
    `To: ${to}`,
    `Subject: ${header(subject)}`,
    'MIME-Version: 1.0',
    `Content-Type: multipart/mixed; boundary="${id}"`,
    '',
    `--${id}`,
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: base64',
    '',
    encoded(Buffer.from(text, 'utf8')),
    `--${id}`,
    'Content-Type: application/pdf',
    `Content-Disposition: attachment; filename="${file.name}"`,
    'Content-Transfer-Encoding: base64',
    '',
    encoded(file.bytes),
    `--${id}--`,
    '',
  ].join('\r\n');
