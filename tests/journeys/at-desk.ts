import { fieldsIn, formsIn, textOf } from '../integration/staff-pages.ts';
import type { Pages } from './browser.ts';

interface Seen {
  readonly statusCode: number;
  readonly body: string;
}

/** Somebody who works with pages: each form is fetched, filled in as a browser would, and sent. Whoever was away signs in again. */
export const atDesk = async (pages: Pages, name: string) => {
  const visitor = await pages.visitor();
  const { request } = visitor.context;
  const { origin } = new URL(pages.hub.url);

  const fetched = async (path: string): Promise<Seen> => {
    const answer = await request.get(`${pages.hub.url}${path}`, { maxRedirects: 0 });
    return { statusCode: answer.status(), body: await answer.text() };
  };
  const get = async (path: string): Promise<Seen> => {
    const seen = await fetched(path);
    if (seen.statusCode !== 401) return seen;
    await pages.signIn(visitor, name);
    await visitor.page.waitForURL(/\/staff/);
    return fetched(path);
  };
  const post = async (path: string, form: Record<string, string>): Promise<Seen> => {
    const address = `${pages.hub.url}${path}`;
    const answer = await request.post(address, { form, headers: { origin }, maxRedirects: 0 });
    return { statusCode: answer.status(), body: await answer.text() };
  };
  /** The form of a page in which this stands, sent with what somebody fills in. */
  const sends = async (path: string, has: string, values: Record<string, string>, at?: Seen): Promise<Seen> => {
    const seen = at ?? (await get(path));
    const form = formsIn(seen).find(({ body }) => body.includes(has));
    if (!form) throw new Error(`No form at ${path}: ${seen.statusCode} ${textOf(seen)}`);
    return post(at ? path : form.path + new URL(path, origin).search, { ...fieldsIn(form), ...values });
  };

  return {
    get,
    sends,
    /** What somebody reads there. */
    reads: async (path: string): Promise<string> => textOf(await get(path)),
    person: async (reference: string): Promise<string> => textOf(await get(`/staff/people/${reference}`)),
    /** One act for a person, looked at before it is sent where the page shows what is sent. Answers the page where it was not done. */
    does: async (
      reference: string,
      act: string,
      { about = 't1', ...values }: Record<string, string> = {},
      chosen: Record<string, string> = {},
    ): Promise<string | undefined> => {
      const path = `/staff/people/${reference}/${act}?${new URLSearchParams({ about, ...chosen })}`;
      let done = await sends(path, 'id="act"', values);
      if (done.statusCode === 200 && done.body.includes('name="checked"'))
        done = await sends(path, 'id="act"', values, done);
      return done.statusCode === 303 ? undefined : textOf(done);
    },
    leaves: () => visitor.context.close(),
  };
};
export type Desk = Awaited<ReturnType<typeof atDesk>>;

/** A form of a page that needs no account, sent with what somebody fills in: where it leads. */
export const sendsOpen = async (address: string, has: string, values: Record<string, string>): Promise<string> => {
  const page = { statusCode: 200, body: await (await fetch(address)).text() };
  const form = formsIn(page).find(({ body }) => body.includes(has));
  if (!form) throw new Error(`Nothing to send at ${address}: ${textOf(page)}`);
  const headers = { origin: new URL(address).origin, 'content-type': 'application/x-www-form-urlencoded' };
  const body = new URLSearchParams({ ...form.hidden, ...values }).toString();
  const answer = await fetch(address, { method: 'POST', redirect: 'manual', headers, body });
  if (answer.status !== 303) throw new Error(`${answer.status} ${textOf({ body: await answer.text() })}`);
  return new URL(answer.headers.get('location') ?? '', address).href;
};

/** A tap on a page that a link opens, with what is filled in beside it; the page afterwards. */
export const tapsLink = async (link: string, values: Record<string, string>): Promise<string> => {
  await sendsOpen(link, 'name="answer"', values);
  return readsOpen(link);
};

export const readsOpen = async (address: string): Promise<string> =>
  textOf({ body: await (await fetch(address)).text() });
