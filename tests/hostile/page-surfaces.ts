import { referenceOf } from '../../functions/domain/request/reference.ts';
import { countsPath } from '../../functions/web/counts-answer.ts';
import { answerings } from '../../functions/web/own/answers.ts';
import { callbackPath, signedOutPath, signInPath } from '../../functions/web/people/sign-in-routes.ts';
import { ownOverduePath, startPath } from '../../functions/web/people/start-page.ts';
import { practicePath } from '../../functions/web/practice/list-page.ts';
import { posterRoot } from '../../functions/web/refer/poster-pages.ts';
import { printPath } from '../../functions/web/refer/print-page.ts';
import { referPath, toldPath } from '../../functions/web/refer/refer-page.ts';
import { safeguardingPath } from '../../functions/web/safeguarding-page.ts';
import { everyAct } from '../../functions/web/worklist/acts/every-act.ts';
import { paths } from '../../functions/web/worklist/addresses.ts';
import { concernPath } from '../../functions/web/worried/worried-page.ts';
import type { Surface } from './surfaces.ts';

const form = ['application/x-www-form-urlencoded'];

/** Names of fields that forms of the hub have, with what a person types. */
export const typed: Readonly<Record<string, string>> = {
  ...{ about: 't1', first: 'Agnes', phone: '01632 960001', safe: 'safe', matters: 'Company', reason: 'loneliness' },
  ...{ text: 'Rang her son', kind: 'note', message: 'm1', activity: 'Walks', group: 'walking-group', basis: 'own' },
  ...{ 'risk-none': 'yes', given: '2026-11-20', who: 'self', result: 'attended', 'outcome-said': 'well', code: 'x' },
  ...{ level: 'unsafe', says: 'He is not safe', reference: 'HO-7K3M-2P4X', name: 'Agnes', reach: '01632 960001' },
  ...{ day: '1', month: '12', year: '2026', status: 'accepted', line: '1 t2 a1 HO-XXXX', answer: 'came' },
};
const filled = new URLSearchParams(typed).toString();

const page = (path: string, more: Partial<Surface> = {}): Surface => ({
  ...{ method: 'GET', path, types: ['text/html'], page: 'session' },
  ...more,
});
const sent = (path: string, more: Partial<Surface> = {}): Surface =>
  page(path, { method: 'POST', types: form, body: filled, ...more });

/** Pages of people who sign in, of posters, of links, and of the directory: what the template serves besides the APIs. */
export const pageSurfaces = (referral: string): readonly Surface[] => {
  const reference = referenceOf(referral);
  const person = paths.person.replace('{reference}', reference);
  const told = `${practicePath}/${reference}`;
  const poster = `${posterRoot}/L99901`;
  const link = `/l/${referral}${referral}`;
  const code = `/l/code/${referral.slice(0, 13)}`;
  const own = `/s/${referral}${referral.slice(0, 8)}`;
  const worried = [concernPath('link', 'walking-group'), concernPath('person', 'CWS01')];
  const parts = ['', '/worried', '/table', '/table.csv', '/room', '/stop'].map((part) => `${link}${part}`);
  const ownParts = ['', '/worried', '/who-knows', '/close', '/card'].map((part) => `${own}${part}`);
  const ownAnswers = Object.keys(answerings).map((name) => `${own}/${name}/t2`);
  const open = { page: 'open' } as const;
  const session = [startPath, ownOverduePath, paths.today, paths.list, paths.team, person, practicePath, told];
  return [
    ...[...session, referPath, toldPath, printPath, `${referPath}/sent/${referral}`].map((path) => page(path)),
    ...everyAct.flatMap(({ name }) => [page(`${person}/${name}?about=t1`), sent(`${person}/${name}`)]),
    ...[paths.team, referPath, toldPath, `${told}/answer`, `${told}/write`, `${told}/read`].map((path) => sent(path)),
    ...[poster, `${poster}/self`, `${poster}/them`, ...parts, code, ...ownParts, ...ownAnswers, safeguardingPath].map(
      (path) => page(path, open),
    ),
    ...[`${poster}/self`, `${poster}/them`, ...parts, code, `${own}/close`, ...ownAnswers, ...worried].map((path) =>
      sent(path, open),
    ),
    ...[signInPath, signedOutPath, `${signInPath}/begin`, callbackPath, countsPath].map((path) => page(path, open)),
    ...['/directory/v3/', '/directory/v3/services', `/directory/v3/services/${referral}`].map((path) =>
      page(path, { ...open, types: ['application/json'] }),
    ),
    { method: 'POST', path: '/notify/v1/status', types: ['application/json'], body: { id: 'x', status: 'delivered' } },
    {
      ...{ method: 'POST', path: '/notify/v1/received', types: ['application/json'] },
      body: { source_number: '447700900123', message: 'HELP' },
    },
  ];
};
