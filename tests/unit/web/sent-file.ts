import { randomBytes } from 'node:crypto';

/** A form with a file, byte for byte as Chromium sends it. */
export const sentFile = (
  fields: Readonly<Record<string, string>>,
  { name, text, file = 'who came.csv' }: { readonly name: string; readonly text: string; readonly file?: string },
): { readonly body: string; readonly type: string } => {
  const mark = `----WebKitFormBoundary${randomBytes(12).toString('base64url')}`;
  const parts = Object.entries(fields).map(
    ([one, value]) => `Content-Disposition: form-data; name="${one}"\r\n\r\n${value}`,
  );
  const all = [
    ...parts,
    `Content-Disposition: form-data; name="${name}"; filename="${file}"\r\nContent-Type: text/csv\r\n\r\n${text}`,
  ];
  return {
    body: `${all.map((part) => `--${mark}\r\n${part}\r\n`).join('')}--${mark}--\r\n`,
    type: `multipart/form-data; boundary=${mark}`,
  };
};
