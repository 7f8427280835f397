import { referenceOf } from '../../functions/domain/request/reference.ts';
import { practicePath } from '../../functions/web/practice/list-page.ts';
import { referPath } from '../../functions/web/refer/refer-page.ts';
import { everyAct } from '../../functions/web/worklist/acts/every-act.ts';
import { paths } from '../../functions/web/worklist/addresses.ts';
import { absent, place } from './foreign.ts';
import { typed } from './page-surfaces.ts';
import { browsed } from './page-tricks.ts';
import type { Surface } from './surfaces.ts';
import type { Target } from './target.ts';

const code = 'HO-0000-00';

/** Everything that can be asked about one referral by pages: addresses hold its reference, or its id. */
const questions: readonly Surface[] = [
  ...[paths.person, `${practicePath}/{reference}`].map((path) => path.replace('{reference}', code)),
  ...[`${practicePath}?reference=${code}`, `${paths.list}?reference=${code}`, `${referPath}/sent/${place}`],
  ...everyAct.map(({ name }) => `${paths.person.replace('{reference}', code)}/${name}?about=t1`),
]
  .map((path): Surface => ({ method: 'GET', path, types: [], page: 'session' }))
  .concat(
    [
      ...['answer', 'write', 'read'].map((verb) => `${practicePath}/${code}/${verb}`),
      ...everyAct.map(({ name }) => `${paths.person.replace('{reference}', code)}/${name}`),
    ].map((path) => ({
      ...{ method: 'POST', path, types: ['application/x-www-form-urlencoded'], page: 'session' },
      body: new URLSearchParams(typed).toString(),
    })),
  );

/** People who are signed in and have nothing to do with it, of every kind of organisation and role. */
const strangers = {
  referral: ['demo-colin', 'demo-tom', 'demo-olive', 'demo-neil'],
  others: ['demo-priya', 'demo-ruth', 'demo-wanda', 'demo-tom', 'demo-olive', 'demo-neil'],
} as const;

const changing = ['date', 'ratelimit', 'keep-alive', 'x-request-id', 'x-correlation-id', 'content-length'];

const answered = async (
  { url, signedIn }: Target,
  who: string,
  surface: Surface,
  referral: string,
): Promise<string> => {
  const of = (text: string): string => text.replaceAll(place, referral).replaceAll(code, referenceOf(referral));
  const session = signedIn.get(who) ?? '';
  const { method, path, headers, body } = browsed({ ...surface, path: of(surface.path) }, session, new URL(url).origin);
  const answer = await fetch(`${url}${path}`, {
    ...{ method, headers: headers.map(([name, value]): [string, string] => [name, value]), redirect: 'manual' },
    ...(typeof body === 'string' ? { body } : {}),
  });
  const text = (await answer.text())
    .replaceAll(referral, place)
    .replaceAll(referenceOf(referral), code)
    .replaceAll(/name="request" value="[^"]+"/g, 'name="request"')
    .replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22}/g, 'an id of this request');
  const kept = [...answer.headers].filter(([name]) => !changing.includes(name));
  return [answer.status, ...kept.map(([name, value]) => `${name}: ${value.replaceAll(referral, place)}`), text].join(
    '\n',
  );
};

export const pageQuestions = questions.length;

/**
 * Where a page or form about what belongs to others is answered otherwise than one about what never was. `oneIn`: each person asks
 * one in so many of the questions, others the others.
 */
export const pageDifferences = async (target: Target, oneIn = 1): Promise<readonly string[]> => {
  const found: string[] = [];
  await target.keepSignedIn();
  for (const which of ['referral', 'others'] as const)
    for (const [turn, who] of strangers[which].entries())
      for (const surface of questions.filter((_, n) => (n + turn) % oneIn === 0)) {
        const theirs = await answered(target, who, surface, target[which]);
        const nobodys = await answered(target, who, surface, absent());
        if (/^(2|5)/.test(theirs) && !surface.path.includes('?reference='))
          found.push(`${who}: ${surface.path}: ${theirs}`);
        if (theirs !== nobodys)
          found.push(`${who}: ${surface.method} ${surface.path}\n${theirs}\n-- but of nothing:\n${nobodys}`);
      }
  return found;
};
