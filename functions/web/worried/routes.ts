import { thisSafeguarding } from '../../../contracts/areas/this-safeguarding.ts';
import type { Route, SignedIn } from '../../http/request.ts';
import type { Hash } from '../../usecases/ports.ts';
import { openMarks } from '../forms/open-form.ts';
import { documentOf, formHeaders } from '../page.ts';
import { concernPath, worriedPage } from './worried-page.ts';

interface WorriedPorts {
  readonly publicUrl: string;
  /** With the secret of links, which the function that keeps concerns has too. */
  readonly hash: () => Promise<Hash>;
}

/**
 * The form by which whoever holds a link says that they are worried. This function shows it and never sees what is written: the form goes to
 * the one that keeps concerns (functions/safeguarding/by-form.ts), and says by which kind of link, of which organisation, and no more.
 *
 * @param reference of the person whose link it is: it stands in the form, for them to see and to take away
 */
export const worriedRoute = (
  path: string,
  { publicUrl, hash }: WorriedPorts,
  reference: (request: SignedIn) => Promise<string | undefined> = async () => undefined,
): Route => ({
  ...{ method: 'GET', path: `${path}/worried`, recordedAs: path, needs: ['concern'], evenSwitchedOff: true },
  handle: async (request) => {
    const { now, principal } = request;
    const { client, organisation } = principal.actor;
    const action = concernPath(client, organisation);
    const marks = openMarks(await hash(), action, now);
    const typed = { reference: (await reference(request)) ?? '' };
    const page = worriedPage({ rule: thisSafeguarding, now, publicUrl, client }, { action, marks, typed });
    return { status: 200, headers: formHeaders, text: documentOf(page) };
  },
});
