import { isObject } from './read.ts';

/** One page of a feed, in whichever envelope it came: version 3, version 1, or a bare list as in a file. */
export interface Page {
  readonly items: readonly unknown[];
  /** Undefined where the feed does not say. */
  readonly pages?: number;
  readonly total?: number;
  readonly isLast: boolean;
}

/** More than any page has: a feed asked for fifty that sends more than this is read no further. */
export const mostItemsOnPage = 1_000;

const count = (value: unknown): number | undefined =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : undefined;

/** undefined: it is no page of services. */
export const readPage = (body: unknown): Page | undefined => {
  if (Array.isArray(body)) return { items: body.slice(0, mostItemsOnPage), isLast: true };
  if (!isObject(body)) return undefined;
  const items = [body.contents, body.content].find(Array.isArray);
  if (!items) return undefined;
  const pages = count(body.total_pages) ?? count(body.totalPages);
  const total = count(body.total_items) ?? count(body.totalElements);
  const isLast = items.length === 0 || body.last_page === true || body.last === true;
  return {
    ...{ items: items.slice(0, mostItemsOnPage), isLast },
    ...(pages === undefined ? {} : { pages }),
    ...(total === undefined ? {} : { total }),
  };
};

/** What `GET /` of version 3 says of itself (standards.md 8.1). */
export const isApiDetails = (body: unknown): boolean =>
  isObject(body) &&
  typeof body.version === 'string' &&
  [body.profile, body.openapi_url].every((one) => typeof one === 'string' && URL.canParse(one));
