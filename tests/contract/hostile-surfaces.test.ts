import { expect, test } from 'vitest';
import { paramsIn } from '../../functions/http/routing.ts';
import { safeguardingRoutes } from '../../functions/safeguarding/routes.ts';
import { groupRoutes } from '../../functions/web/group/routes.ts';
import { ownRoutes } from '../../functions/web/own/routes.ts';
import { surfacesOf } from '../hostile/surfaces.ts';

/** Stands for every port: routes are listed here, and nothing is asked. */
const anything: never = new Proxy(() => undefined, {
  get: (_, name) => (name === Symbol.toPrimitive ? () => '' : anything),
  apply: () => anything,
}) as never;

test('every route of links, of people’s own pages and of the safeguarding door is attacked by the hostile campaign', () => {
  const routes = [...safeguardingRoutes(anything), ...groupRoutes(anything), ...ownRoutes(anything)];
  expect(routes.length).toBeGreaterThan(30);
  const asked = surfacesOf({ referral: '0123456789abcdefghjkmnpqrs' } as never).map(({ method, path }) => ({
    ...{ method, path: path.split('?')[0] ?? '' },
  }));
  const isAttacked = (route: { readonly method: string; readonly path: string }): boolean =>
    asked.some(({ method, path }) => method === route.method && paramsIn(route.path, path) !== undefined);
  expect(routes.filter((route) => !isAttacked(route)).map(({ method, path }) => `${method} ${path}`)).toEqual([]);
});
