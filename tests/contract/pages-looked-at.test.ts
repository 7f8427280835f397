import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { groupRoutes } from '../../functions/web/group/routes.ts';
import { ownRoutes } from '../../functions/web/own/routes.ts';
import { peopleRoutes } from '../../functions/web/people/routes.ts';
import { webRoutes } from '../../functions/web/routes.ts';
import { lookedAt, nowhere } from '../integration/chromium/looked-at.ts';

/** Stands for every port: routes are listed here, and nothing is asked. An area for training has a page more. */
const anything: never = new Proxy(() => undefined, {
  get: (_, name) => (name === Symbol.toPrimitive ? () => '' : name === 'mode' ? 'practice' : anything),
  apply: () => anything,
}) as never;
const worklist = { publicUrl: '', area: { mode: 'practice' } } as never;

/** Files and numbers for software, what only leads elsewhere, and the list of those who work in another system: its page is `/staff/overdue`. */
const noPages = [
  ...['/assets/{file}', '/favicon.ico', '/figures/service', '/overdue', '/sign-in/begin'],
  ...['/l/{token}/table.csv', '/staff/sessions/{link}/table.csv'],
];

const routes = [
  ...peopleRoutes({ ...Object.fromEntries(ports()), worklist } as never),
  ...[...groupRoutes(anything), ...ownRoutes(anything), ...webRoutes(anything)],
];

function ports(): [string, never][] {
  const names = ['publicUrl', 'sessions', 'register', 'refer', 'practice', 'groupSessions', 'suggestions', 'newest'];
  return names.map((name) => [name, name === 'publicUrl' ? ('' as never) : anything]);
}

test('every page that there is, is looked at in Chromium', () => {
  const pages = routes.filter(({ method, path }) => method === 'GET' && !noPages.includes(path));
  expect(pages.length).toBeGreaterThan(40);
  const paths = pages.map(({ path }) => path);
  expect(paths.filter((path) => (lookedAt[path] ?? []).length === 0)).toEqual([]);
  const known = new Set(routes.map(({ path }) => path));
  expect(Object.keys(lookedAt).filter((path) => !known.has(path))).toEqual([]);
});

test('every picture that is named is taken by a test', () => {
  const folders = ['../journeys', '../integration/chromium'].map((to) => fileURLToPath(new URL(to, import.meta.url)));
  const sources = folders.flatMap((folder) =>
    readdirSync(folder)
      .filter((file) => file.endsWith('.ts') && file !== 'looked-at.ts')
      .map((file) => readFileSync(join(folder, file), 'utf8')),
  );
  // Of each act the test makes the name itself (acts.test.ts).
  const names = [...Object.values(lookedAt).flat(), ...nowhere].filter((name) => !name.startsWith('act-'));
  expect(names.filter((name) => !sources.some((source) => source.includes(`'${name}'`)))).toEqual([]);
  expect(names.length).toBe(new Set(names).size);
});
