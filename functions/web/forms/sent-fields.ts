import type { ApiRequest } from '../../http/request.ts';

/** What forms send. */
export const formType = 'application/x-www-form-urlencoded';
/** What a form with a file sends (RFC 7578). */
export const fileFormType = 'multipart/form-data';
/** Bytes: 2,000 characters of any script, each sent as up to twelve, and the rest. The firewall refuses more (infra/constructs/firewall.ts). */
export const largestForm = 39_999;
/** Bytes: what AWS's common rules let through of a body that is not below `/staff` or `/refer`. */
export const largestByLink = 8192;
/** Bytes of a form with one file that are not the file. */
const aroundFile = 1100;
/** Kilobytes of a file: what a page says of the limit. */
export const largestFile = (form: number): number => Math.floor((form - aroundFile) / 1000);

type Fields = Record<string, string>;

/** Each name once; of a file its text. */
const onceEach = (sent: readonly (readonly [string, string])[]): Fields | undefined => {
  const fields = Object.fromEntries(sent);
  return Object.keys(fields).length === sent.length ? fields : undefined;
};

/** undefined: not what a form of the hub sends. */
export const fieldsOf = (body: string): Fields | undefined =>
  Buffer.byteLength(body) > largestForm ? undefined : onceEach([...new URLSearchParams(body)]);

/** By Node's own parser, which throws on whatever no browser sends: a TypeError, and a URIError where `filename*` is badly encoded. */
const partsOf = async (body: string, type: string): Promise<FormData | undefined> => {
  try {
    return await new Response(body, { headers: { 'content-type': type } }).formData();
  } catch (error) {
    if (error instanceof TypeError || error instanceof URIError) return undefined;
    throw error;
  }
};

/** The same of either kind of form. */
export const sentFields = async ({
  body,
  headers,
}: Pick<ApiRequest, 'body' | 'headers'>): Promise<Fields | undefined> => {
  const type = headers['content-type'] ?? '';
  if (!type.trimStart().toLowerCase().startsWith(fileFormType)) return fieldsOf(body);
  if (Buffer.byteLength(body) > largestForm) return undefined;
  const parts = [...((await partsOf(body, type)) ?? [])];
  const sent = parts.map(async ([name, part]) => [name, typeof part === 'string' ? part : await part.text()] as const);
  return onceEach(await Promise.all(sent));
};
