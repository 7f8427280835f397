/** One line as somebody typed it: no control characters, no line breaks of any kind, no half of a surrogate pair. */
export const lineIn = (typed: string | undefined): string =>
  (typed ?? '')
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/\p{Cs}/gu, '')
    .trim();

/** Several lines: browsers send CRLF. */
export const textIn = (typed: string | undefined): string =>
  (typed ?? '')
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\n\t]|\p{Cs}/gu, '')
    .trim();
