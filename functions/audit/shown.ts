import { referralIdForm } from '../../contracts/ids.ts';

/**
 * Which referrals an answer shows, and which resources of each. The ids are read from the answer itself, as it leaves, so that
 * no route can forget to say what it showed. Only where the hub writes an id: a word that somebody wrote is escaped there.
 */
export const shownIn = (body: string): ReadonlyMap<string, ReadonlySet<string>> => {
  const shown = new Map<string, Set<string>>();
  const add = (referral: string, resource?: string): void => {
    const known = shown.get(referral) ?? new Set();
    shown.set(referral, resource === undefined ? known : known.add(resource));
  };
  for (const [, referral = '', resource] of body.matchAll(idOfResource)) add(referral, resource);
  if (/^\s*</.test(body)) for (const [reference] of body.matchAll(shortReference)) add(reference);
  return shown;
};

const idOfResource = new RegExp(`"id":\\s*"(${referralIdForm})\\.([a-z]\\d{1,5})"`, 'g');
/** On a page, which names a referral by what people call it. */
const shortReference = /\bHO(?:-[0-9A-Z]{4}){2}\b/g;
