import { isObject } from './read.ts';

/** One page of a feed, in whichever envelope it came: version 3, version 1, or a bare list as in a file. */
export interface Page {
  readonly items: readonly unknown[];
  /** Undefined where the feed does not say. */
  readonly pages?: number;
  readonly total?: number;
  /** It says so, or holds nothing. */
  readonly isLast: boolean;
  /** More were in it than are read of a whole directory. */
  readonly isCut?: true;
}

/** As many as are kept of one directory: some councils send all of it as one page, whatever they are asked for, and so does our own export. */
export const mostItems = 20_000;

const cut = (items: readonly unknown[]): Pick<Page, 'items' | 'isCut'> => ({
  items: items.slice(0, mostItems),
  ...(items.length > mostItems ? { isCut: true } : {}),
});

const count = (value: unknown): number | undefined =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : undefined;

/** undefined: it is no page of services. */
export const readPage = (body: unknown): Page | undefined => {
  if (Array.isArray(body)) return { ...cut(body), isLast: true };
  if (!isObject(body)) return undefined;
  const items = [body.contents, body.content].find(Array.isArray);
  if (!items) return undefined;
  const pages = count(body.total_pages) ?? count(body.totalPages);
  const total = count(body.total_items) ?? count(body.totalElements);
  const isLast = items.length === 0 || body.last_page === true || body.last === true;
  return {
    ...{ ...cut(items), isLast },
    ...(pages === undefined ? {} : { pages }),
    ...(total === undefined ? {} : { total }),
  };
};

/** What `GET /` of version 3 says of itself (standards.md 8.1). */
export const isApiDetails = (body: unknown): boolean =>
  isObject(body) &&
  typeof body.version === 'string' &&
  [body.profile, body.openapi_url].every((one) => typeof one === 'string' && URL.canParse(one));
