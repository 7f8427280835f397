import * as z from 'zod/mini';
import { ok, type Result, refuse } from '../../../domain/result.ts';
import type { Cursors } from '../../../http/cursor.ts';
import type { SignedIn } from '../../../http/request.ts';

/** Where a page begins. */
const place = z.object({
  /** When the first page was asked for: the next poll begins a little before. */
  asked: z.string(),
  /** Which of the lists that the question walks. */
  list: z.number(),
  /** The place in that list, of the last row that was dealt with. */
  from: z.optional(z.string()),
  /** What was on the page before of a referral that did not fit on it: resources up to this number. The next row may be another by now. */
  part: z.optional(z.object({ referral: z.string(), upTo: z.number() })),
  /** Where referrals were named, and no list was walked: so many of what was found were on the pages before. */
  skip: z.optional(z.number()),
});
export type Place = z.infer<typeof place>;

/** Sealed for one caller, one organisation and one question: nobody else can use it, and nobody can read it. */
export const sealPlace = (cursors: Cursors, at: Place, bound: string): string =>
  cursors.seal(JSON.stringify(at), bound);

export const openPlace = (
  cursors: Cursors,
  cursor: string | undefined,
  bound: string,
  asked: string,
): Result<Place> => {
  if (cursor === undefined) return ok({ asked, list: 0 });
  const position = cursors.open(cursor, bound);
  if (position === undefined)
    return refuse('invalid-parameter', {
      expression: '_page',
      diagnostics: 'follow a next link as it stands, as the caller to whom it was given',
    });
  return ok(place.parse(JSON.parse(position)));
};

export const boundTo = ({ principal }: SignedIn, path: string, query: URLSearchParams): string => {
  const rest = [...query].filter(([name]) => name !== '_page').sort(([a], [b]) => a.localeCompare(b));
  return JSON.stringify([principal.actor.client, principal.actor.organisation, path, rest]);
};
