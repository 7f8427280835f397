import { expect, test } from 'vitest';
import type { ApiRequest } from '../../../functions/http/request.ts';
import { type Figure, figureAfter, figureIn } from '../../../functions/views/figure.ts';
import { figuresAnswer } from '../../../functions/web/figures-page.ts';

const at = (minute: number): string => new Date(Date.UTC(2026, 10, 2, 9, minute)).toISOString();
const counted = (...silent: readonly number[]): Figure | undefined =>
  silent.reduce<Figure | undefined>((before, n, minute) => figureAfter(before, n, at(minute)), undefined);

test('since when is kept while it stays none, or stays some, and begins anew in between', () => {
  expect(counted(0, 0, 0)).toEqual({ silent: 0, silentSince: at(0), counted: at(2) });
  expect(counted(0, 2, 1)).toEqual({ silent: 1, silentSince: at(1), counted: at(2) });
  expect(counted(0, 1, 0)).toEqual({ silent: 0, silentSince: at(2), counted: at(2) });
});

test('a time in which nobody counted is no time in which nobody was silent', () => {
  expect(figureAfter(counted(0), 0, at(16)).silentSince).toBe(at(16));
});

test('an item that says nothing of it is no figure', () => {
  for (const item of [undefined, {}, { until: at(0) }, { silent: '0', silentSince: at(0), counted: at(0) }])
    expect(figureIn(item)).toBeUndefined();
});

const ask = (figure: Figure | undefined, minute: number, accept = 'application/json') => {
  const request: ApiRequest = {
    ...{ method: 'GET', path: '/figures', params: {}, query: new URLSearchParams(), headers: { accept }, body: '' },
    ...{ requestId: 'id', correlationId: 'id', bodyHash: 'hash', now: at(minute) },
  };
  return figuresAnswer(figure, request, 'https://hub.example');
};

test('the public figure is a number with since when and as of when, in JSON and as a page', () => {
  expect(ask(counted(0, 0), 2).body).toEqual({ silentReferrals: 0, since: at(0), asOf: at(1) });
  const page = ask(counted(0, 0), 2, 'text/html');
  expect(page.text).toContain('<strong>Silent referrals: 0, since Monday 2 November 2026 at 09:00</strong>');
  expect(page.headers).toMatchObject({ 'cache-control': 'public, max-age=60', vary: 'accept' });
});

test('when nobody has counted for a quarter of an hour it says since when, and claims no number', () => {
  expect(ask(counted(0), 15).body).toMatchObject({ silentReferrals: 0 });
  expect(ask(counted(0), 16).body).toEqual({ silentReferrals: null, since: null, asOf: at(0) });
  const page = ask(counted(0), 16, 'text/html').text ?? '';
  expect(page).toContain('Silent referrals: not known since Monday 2 November 2026 at 09:00');
  expect(page).not.toContain('Silent referrals: 0');
  expect(ask(undefined, 0).body).toEqual({ silentReferrals: null, since: null, asOf: null });
});
