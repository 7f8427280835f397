import { createHash, randomUUID } from 'node:crypto';
import type { Attempt } from './attempt.ts';
import { typed } from './page-surfaces.ts';
import type { Rolls } from './rolls.ts';
import type { Surface } from './surfaces.ts';
import { strangeTexts } from './values.ts';

/** As a page of the hub gives it with each form: functions/web/forms/form.ts. */
const tokenOf = (session: string): string => createHash('sha256').update(`form\n${session}`).digest('base64url');

const marked = (body: string, session: string): string =>
  `${body}&${new URLSearchParams({ token: tokenOf(session), request: randomUUID() })}`;

/** A page as a browser asks for it, or a form as it sends it. */
export const browsed = (surface: Surface, session: string, origin: string): Attempt => ({
  ...{ method: surface.method, path: surface.path },
  headers: [
    ['User-Agent', 'hostile'],
    ...(surface.page === 'session' ? ([['Cookie', `__Host-session=${session}`]] as const) : []),
    ...(surface.method === 'POST'
      ? ([
          ['Origin', origin],
          ['Content-Type', surface.types[0] ?? ''],
        ] as const)
      : []),
  ],
  body: typeof surface.body === 'string' ? marked(surface.body, session) : undefined,
});

const names = Object.keys(typed);

/** What a person could type, or nobody: other words in fields, fields more than once, or none. */
export const mistyped = (attempt: Attempt, rolls: Rolls): Attempt => {
  const fields = new URLSearchParams(String(attempt.body ?? ''));
  for (let n = rolls.whole(1, 6); n > 0; n -= 1) {
    const name = rolls.chance(0.8) ? rolls.pick(names) : rolls.pick(strangeTexts).toWellFormed();
    const value = rolls.pick(strangeTexts).toWellFormed();
    const kind = rolls.whole(0, 9);
    if (kind < 7) fields.set(name, value);
    else if (kind < 8) fields.append(name, value);
    else if (kind < 9) fields.delete(name);
    else fields.set(name, 'x'.repeat(rolls.whole(1_000, 60_000)));
  }
  return { ...attempt, body: fields.toString() };
};

/** Cookies, origins and tokens of forms that are another’s, made up, twice, or not there. */
export const cookieTricks = (attempt: Attempt, sessions: readonly string[], rolls: Rolls): Attempt => {
  const other = rolls.pick(sessions);
  const cookies = [
    ...['', '__Host-session=', `__Host-session=${'A'.repeat(43)}`, `__Host-session=${'A'.repeat(7_000)}`],
    `__Host-session=${other}; __Host-session=${other}`,
    `__Host-session=${other.toLowerCase()}`,
    `session=${other}; __Secure-session=${other}`,
    `__Host-session=${other}%0d%0aSet-Cookie: a=b`,
    `__Host-signing-in=${'a'.repeat(60)}~%2f%2fevil.example; __Host-session=${other}`,
    `__Host-session=__proto__`,
    `${'a=b; '.repeat(900)}__Host-session=${other}`,
  ];
  const without = attempt.headers.filter(([name]) => name !== 'Cookie');
  const kind = rolls.whole(0, 9);
  if (kind < 5) return { ...attempt, headers: [...without, ['Cookie', rolls.pick(cookies)]] };
  if (kind < 7) {
    const origins = ['null', 'https://evil.example', 'http://[::1', '', '*', `${'https://a.'.repeat(300)}b`];
    const elsewhere = attempt.headers.filter(([name]) => name !== 'Origin');
    return { ...attempt, headers: [...elsewhere, ['Origin', rolls.pick(origins)]] };
  }
  // The form of one with the session of another.
  if (attempt.body !== undefined)
    return { ...attempt, body: String(attempt.body).replace(/token=[^&]*/, `token=${tokenOf(other)}`) };
  return { ...attempt, headers: [...without, ['Cookie', `__Host-session=${other}`]] };
};
