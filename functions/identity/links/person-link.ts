import { timingSafeEqual } from 'node:crypto';
import type { APIGatewayProxyEvent } from 'aws-lambda';
import { pageLanguages } from '../../../contracts/languages.ts';
import { languageAmong } from '../../domain/contact/languages-of.ts';
import { personClient } from '../../domain/hub.ts';
import { ownPageOf } from '../../domain/own-page/own-page.ts';
import { coordinatorOf } from '../../domain/parties.ts';
import type { Referral } from '../../domain/referral.ts';
import { keyedHash } from '../../runtime/hash.ts';
import type { Clock, Ledger, Loaded } from '../../usecases/ports.ts';
import type { ReferenceRows } from '../../views/reference-rows.ts';

/** Neutral, because it stands in what a browser remembers. */
export const ownPath = '/s';

type Named = Pick<Referral, 'id' | 'reference'>;

/** What people say of the reference, without its beginning and hyphens: it leads to the referral and opens nothing. */
const symbolsOf = ({ reference }: Named): string => reference.replace(/^HO-|-/g, '').toLowerCase();

/** Of an organiser's link the same holds: 128 bits that only the secret makes, and nothing that is stored opens anything. */
export const personToken = (secret: string, referral: Named, edition: string): string =>
  `${symbolsOf(referral)}${keyedHash(secret)('person', referral.id, edition)}`;

const form = /^([1-9a-hjkmnp-z]{4})([1-9a-hjkmnp-z]{4})[0-9a-hjkmnp-tv-z]{26}$/;

interface Link {
  readonly secret: string;
  readonly publicUrl: string;
  readonly now: string;
}

/** What they could not read is told by somebody who speaks their language, and is no page in English (issue 8 item 5). */
const isReadable = ({ patient }: Referral): boolean => languageAmong(patient, pageLanguages) !== undefined;

/** The address of the person's own page, for what is sent to them; undefined: they have none, and are told without. */
export const personLink = (referral: Referral, { secret, publicUrl, now }: Link): string | undefined => {
  const { isOn, edition } = ownPageOf(referral, now);
  return isOn && isReadable(referral) ? `${publicUrl}${ownPath}/${personToken(secret, referral, edition)}` : undefined;
};

interface Doors {
  readonly references: Pick<ReferenceRows, 'find'>;
  readonly ledger: Pick<Ledger, 'load'>;
  readonly clock: Clock;
  readonly secret: () => Promise<string>;
}

/** A page that somebody holds the newest link of. */
export interface OwnPage extends Loaded {
  /** For which they act: the person has no organisation, and what they do is their service's to see to. */
  readonly coordinator: string;
}

const isSame = (one: string, other: string): boolean => {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
};

/** undefined: forged, mistyped, closed, over, or of an earlier link: all the same. */
export const openOwnPage =
  ({ references, ledger, clock, secret }: Doors) =>
  async (typed: string): Promise<OwnPage | undefined> => {
    const token = typed.toLowerCase();
    const [, one, two] = form.exec(token) ?? [];
    if (one === undefined || two === undefined) return undefined;
    for (const id of await references.find(`HO-${one}-${two}`.toUpperCase())) {
      const loaded = await ledger.load(id);
      const coordinator = loaded && coordinatorOf(loaded.referral);
      if (!loaded || coordinator === undefined) continue;
      const { isOn, edition } = ownPageOf(loaded.referral, clock());
      if (isOn && isReadable(loaded.referral) && isSame(token, personToken(await secret(), loaded.referral, edition)))
        return { ...loaded, coordinator };
    }
    return undefined;
  };

type Open = ReturnType<typeof openOwnPage>;

/**
 * One reading of the ledger for a request, which asks who calls and then shows the page. What the route takes was read for this request or for a
 * later one of the same link, is taken once, and is never of another link.
 */
export const openedOnce = (open: Open): { readonly forCaller: Open; readonly forRoute: Open } => {
  let last: { readonly typed: string; readonly page: OwnPage } | undefined;
  return {
    forCaller: async (typed) => {
      const page = await open(typed);
      last = page && { typed, page };
      return page;
    },
    forRoute: async (typed) => {
      const kept = last;
      last = undefined;
      return kept?.typed === typed ? kept.page : open(typed);
    },
  };
};

const inPath = /\/s\/([^/?#]+)/;

/** What API Gateway's authoriser says of software, said of whoever holds the link of a person: they act as that person. */
export const callerByPersonLink =
  (open: Open) =>
  async ({ path }: Pick<APIGatewayProxyEvent, 'path'>): Promise<Readonly<Record<string, string>> | null> => {
    const found = await open(inPath.exec(path)?.[1] ?? '');
    return found ? { client: personClient, organisations: found.coordinator, role: 'person' } : null;
  };
