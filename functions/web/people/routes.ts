import type { Route } from '../../http/request.ts';
import { sessionCookie } from '../../identity/people/cookies.ts';
import type { OverdueList } from '../../views/overdue-list.ts';
import { formRoute, seeOther } from '../forms/form.ts';
import { overduePage } from '../overdue-page.ts';
import { type PracticePorts, practiceRoutes } from '../practice/routes.ts';
import { type PosterPorts, posterRoutes } from '../refer/poster-routes.ts';
import { type ReferPorts, referRoutes } from '../refer/routes.ts';
import type { SessionPorts } from '../sessions/ports.ts';
import { sessionRoutes } from '../sessions/routes.ts';
import type { SuggestPorts } from '../suggest/ports.ts';
import { suggestRoutes } from '../suggest/routes.ts';
import { timelineRoutes } from '../timeline/routes.ts';
import { type TrainingPorts, trainingRoutes } from '../training/routes.ts';
import { words } from '../words/words.ts';
import type { WorklistPorts } from '../worklist/ports.ts';
import { worklistRoutes } from '../worklist/routes.ts';
import { signOutPath } from './account.ts';
import { type PersonPorts, personPage } from './person-page.ts';
import { type SignInPorts, signedOutPath, signInRoutes } from './sign-in-routes.ts';
import { ownOverduePath, startPage, startPath } from './start-page.ts';

interface PeoplePorts extends SignInPorts {
  readonly overdue: (coordinator: string) => Promise<OverdueList>;
  readonly refer: ReferPorts & PosterPorts;
  readonly practice: PracticePorts;
  readonly worklist: WorklistPorts;
  readonly newest: TrainingPorts['newest'];
  readonly groupSessions: SessionPorts;
  readonly suggestions: SuggestPorts['suggestions'];
}

/** What is overdue of the organisation of whoever is signed in. */
export const ownOverdueRoute = (ports: PersonPorts & Pick<PeoplePorts, 'overdue'>): Route =>
  personPage(ports, ownOverduePath, ['work'], async ({ now }, { organisation: { organisation, name, kind } }) => ({
    ...overduePage(await ports.overdue(organisation), {
      ...{ name, now, publicUrl: ports.publicUrl },
      ...(kind === 'coordinator' ? { people: `${ports.publicUrl}/staff/people` } : {}),
    }),
    home: { href: `${ports.publicUrl}${startPath}`, says: words.refused.home },
  }));

/** Every page of people who sign in, one row each. Who asks is the person of the session: nothing in an address says for whom. */
export const peopleRoutes = (ports: PeoplePorts): readonly Route[] => {
  const { publicUrl, sessions } = ports;
  return [
    ...signInRoutes(ports),
    ...posterRoutes(ports.refer),
    ...referRoutes(ports.refer),
    ...practiceRoutes(ports.practice),
    ...suggestRoutes({ ...ports, answers: ports.refer.area.service.targets[0].value }),
    personPage(ports, startPath, [], (_, person) => startPage(person, publicUrl)),
    ...worklistRoutes(ports.worklist),
    ...sessionRoutes(ports.groupSessions),
    ...timelineRoutes(ports.worklist),
    ...trainingRoutes({ ...ports.worklist, newest: ports.newest }),
    ownOverdueRoute(ports),
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
