import type { SafeguardingRule } from '../../contracts/areas/safeguarding.ts';
import { isErrorCode } from '../../contracts/error-pages/error-pages.ts';
import { refuse } from '../domain/result.ts';
import type { OpenRoute, Route } from '../http/request.ts';
import type { Figure } from '../views/figure.ts';
import type { OverdueList } from '../views/overdue-list.ts';
import { assetRoutes } from './assets.ts';
import { type CountsPorts, countsAnswer, countsPath } from './counts-answer.ts';
import { errorList, errorPage, errorsPath } from './error-page.ts';
import { figuresAnswer, figuresPath } from './figures-page.ts';
import { frontRoutes } from './front-page.ts';
import { overduePage, overduePath } from './overdue-page.ts';
import { ownPage, publicPage } from './page.ts';
import { safeguardingPage, safeguardingPath } from './safeguarding-page.ts';

interface WebPorts extends CountsPorts {
  readonly safeguarding: SafeguardingRule;
  readonly publicUrl: string;
  /** The number of silent referrals, as it was last counted. */
  readonly figure: () => Promise<Figure | undefined>;
  /** What is late or was given up, of one coordinator. */
  readonly overdue: (coordinator: string) => Promise<OverdueList>;
}

/** The pages about error codes. */
export const errorRoutes = (publicUrl: string): readonly OpenRoute[] => [
  { method: 'GET', path: errorsPath, open: true, handle: () => publicPage(errorList(publicUrl)) },
  {
    method: 'GET',
    path: `${errorsPath}/{code}`,
    open: true,
    handle: ({ params: { code = '' } }) =>
      isErrorCode(code) ? publicPage(errorPage(code, publicUrl)) : refuse('not-found'),
  },
];

/** Every page, one row each. Those that are open are about nobody; the others are for the organisation that asks. */
export const webRoutes = ({ publicUrl, figure, overdue, safeguarding, ...counted }: WebPorts): readonly Route[] => [
  ...assetRoutes,
  ...frontRoutes(publicUrl),
  ...errorRoutes(publicUrl),
  {
    method: 'GET',
    path: safeguardingPath,
    open: true,
    // The hours are those of this minute: it is kept nowhere.
    handle: ({ now }) => ownPage(safeguardingPage(safeguarding, now, publicUrl)),
  },
  {
    method: 'GET',
    path: figuresPath,
    open: true,
    handle: async (request) => figuresAnswer(await figure(), request, publicUrl),
  },
  { method: 'GET', path: countsPath, needs: ['see-counts'], handle: countsAnswer(counted) },
  {
    method: 'GET',
    path: overduePath,
    needs: ['work'],
    handle: async ({ principal: { actor }, now }) => {
      const by = await counted.participants.organisation(actor.organisation);
      // Of nobody else is it a list: it would say that nothing is overdue.
      if (by?.kind !== 'coordinator') return refuse('role-may-not');
      return ownPage(overduePage(await overdue(by.organisation), { name: by.name, now, publicUrl }));
    },
  },
];
