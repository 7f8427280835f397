import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { ErrorPage, Snippet } from '../../../contracts/error-pages/error-page.ts';
import { errorPages, topics } from '../../../contracts/error-pages/error-pages.ts';
import { standings } from '../fhir/hub.ts';
import { startWorld, type World } from '../fhir/world.ts';
import { steps } from './scenes.ts';
import { codesIn, sender } from './sending.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterEach(() => world.empty());
afterAll(() => world?.stop());

const pages: readonly (readonly [string, ErrorPage])[] = Object.entries(errorPages);
const shown = pages.flatMap(([code, page]) => ('untried' in page ? [] : [{ code, page }]));

/** Said of what was accepted: a right request is accepted and hears nothing of the kind. */
const told = new Set(['joined', 'somebody-else', 'attempt-not-counted']);

const play = async (page: (typeof shown)[number]['page'], snippets: readonly Snippet[]) => {
  const send = sender(world);
  for (const step of steps[page.given ?? 'nothing']) {
    const answer = await send(step);
    expect(answer.status, JSON.stringify(answer.body)).toBeLessThan(300);
  }
  const answers = [];
  for (const snippet of snippets) answers.push(await send(snippet));
  return answers;
};

describe.each(shown)('the page about $code', ({ code, page }) => {
  test('shows a request that gets it', async () => {
    const answers = await play(page, page.wrong);
    const last = answers.at(-1);
    expect(last && codesIn(last), JSON.stringify(last?.body)).toContain(code);
  });

  test('shows a request that does not', async () => {
    for (const answer of await play(page, page.right)) {
      expect(answer.status, JSON.stringify(answer.body)).toBeLessThan(300);
      if (told.has(code)) expect(codesIn(answer)).not.toContain(code);
    }
  });
});

describe('what no page can show happens all the same', () => {
  const send = (body: string, headers: Record<string, string> = {}) =>
    world.ask('POST', '', { as: 'L99901', body, headers });

  test('too-large: a body of 400 KiB', async () => {
    expect(codesIn(await send('x'.repeat(400 * 1024)))).toEqual(['too-large']);
  });

  test('too-large: a body of 25,001 values', async () => {
    const body = JSON.stringify({ resourceType: 'Bundle', entry: Array(25_001).fill(0) });
    expect(codesIn(await send(body))).toEqual(['too-large']);
  });

  test('organisation-switched-off: by the operator', async () => {
    standings.set('L99901', { active: false });
    const answer = await send('{}');
    standings.delete('L99901');
    expect(codesIn(answer)).toEqual(['organisation-switched-off']);
  });
});

test('every page stands under one topic', () => {
  const listed = Object.values(topics).flatMap((page) => Object.keys(page));
  expect(listed.sort()).toEqual(Object.keys(errorPages).sort());
});
