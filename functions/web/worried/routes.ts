import { thisSafeguarding } from '../../../contracts/areas/this-safeguarding.ts';
import type { Deed } from '../../../contracts/authority/deeds.ts';
import type { Route } from '../../http/request.ts';
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
 */
export const worriedRoute = (path: string, needs: readonly Deed[], { publicUrl, hash }: WorriedPorts): Route => ({
  ...{ method: 'GET', path: `${path}/worried`, needs, evenSwitchedOff: true },
  handle: async ({ now, principal: { actor } }) => {
    const action = concernPath(actor.client, actor.organisation);
    const marks = openMarks(await hash(), action, now);
    const page = worriedPage({ rule: thisSafeguarding, now, publicUrl, action, marks });
    return { status: 200, headers: formHeaders, text: documentOf(page) };
  },
});
