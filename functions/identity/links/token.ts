import { timingSafeEqual } from 'node:crypto';
import { keyedHash } from '../../runtime/hash.ts';
import { linkIdLength } from '../../views/link-id.ts';

/** Whose link it is, and since when that contact is theirs: whoever follows them gets others, and these are dead. */
interface Holder {
  readonly organisation: string;
  readonly since: string;
}

/** The id, which leads to a row, and 128 bits that only the secret makes: nothing of the table is enough to open anything. */
export const tokenOf = (secret: string, link: string, { organisation, since }: Holder): string =>
  `${link}${keyedHash(secret)('link', link, organisation, since)}`;

const form = new RegExp(`^[0-9a-hjkmnp-tv-z]{${linkIdLength}}[0-9a-hjkmnp-tv-z]{26}$`);

/** What a token says of itself; undefined: it is none. People type it from a letter. */
export const linkIn = (token: string): string | undefined => {
  const typed = token.toLowerCase();
  return form.test(typed) ? typed.slice(0, linkIdLength) : undefined;
};

export const isToken = (secret: string, token: string, holder: Holder): boolean => {
  const link = linkIn(token);
  if (link === undefined) return false;
  const [a, b] = [Buffer.from(token.toLowerCase()), Buffer.from(tokenOf(secret, link, holder))];
  return a.length === b.length && timingSafeEqual(a, b);
};
