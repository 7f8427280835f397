import type { Deed } from '../../../contracts/authority/deeds.ts';
import { refuse } from '../../domain/result.ts';
import type { Answer, Reply, Route, SignedIn } from '../../http/request.ts';
import { sessionCookie } from '../../identity/people/cookies.ts';
import { personActing, type SignedInPerson } from '../../identity/people/signed-in-person.ts';
import type { OverdueList } from '../../views/overdue-list.ts';
import { formRoute, seeOther } from '../forms/form.ts';
import { overduePage } from '../overdue-page.ts';
import { documentOf, formHeaders, type Page } from '../page.ts';
import { words } from '../words/words.ts';
import type { WorklistPorts } from '../worklist/ports.ts';
import { worklistRoutes } from '../worklist/routes.ts';
import { account, signOutPath } from './account.ts';
import { type SignInPorts, signedOutPath, signInRoutes } from './sign-in-routes.ts';
import { ownOverduePath, startPage, startPath } from './start-page.ts';

interface PeoplePorts extends SignInPorts {
  readonly overdue: (coordinator: string) => Promise<OverdueList>;
  readonly worklist: WorklistPorts;
}

/** Every page of people who sign in, one row each. Who asks is the person of the session: nothing in an address says for whom. */
export const peopleRoutes = (ports: PeoplePorts): readonly Route[] => {
  const { publicUrl, register, sessions, overdue } = ports;
  const page = (
    path: string,
    needs: readonly Deed[],
    shown: (request: SignedIn, person: SignedInPerson) => Page | Promise<Page>,
  ): Route => ({
    method: 'GET',
    path,
    needs,
    handle: async (request): Promise<Reply> => {
      const person = await personActing(register, request.principal);
      // Taken off the list since the session was looked at.
      if (!person) return refuse('not-signed-in');
      return own({ ...(await shown(request, person)), account: account(request, publicUrl) });
    },
  });
  return [
    ...signInRoutes(ports),
    ...worklistRoutes(ports.worklist),
    page(startPath, [], (_, person) => startPage(person, publicUrl)),
    page(ownOverduePath, ['work'], async ({ now }, { organisation: { organisation, name } }) => ({
      ...overduePage(await overdue(organisation), { name, now, publicUrl }),
      home: { href: `${publicUrl}${startPath}`, says: words.refused.home },
    })),
    formRoute({
      ...{ path: signOutPath, needs: [], publicUrl },
      handle: async ({ headers }) => {
        const session = sessionCookie.in(headers.cookie);
        if (session !== undefined) await sessions.close(session);
        return seeOther(`${publicUrl}${signedOutPath}`, [sessionCookie.cleared]);
      },
    }),
  ];
};

const own = (page: Page): Answer => ({ status: 200, headers: formHeaders, text: documentOf(page) });
