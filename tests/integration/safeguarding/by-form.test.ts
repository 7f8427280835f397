import { describe, expect, test } from 'vitest';
import { linkClient, personClient } from '../../../functions/domain/hub.ts';
import { openMarks } from '../../../functions/web/forms/open-form.ts';
import { concernPath } from '../../../functions/web/worried/worried-page.ts';
import { deskOfFile, formHash, noon } from './desk.ts';

/** Issue 6, 7: whoever holds a link says that they are worried, at the same door as software. */
const { desk } = deskOfFile();

const duty = 'safeguarding-desk';
const path = concernPath(linkClient, 'walking-group');
const typed = {
  level: 'unsafe',
  who: 'adult',
  about: 'person',
  says: 'She had a bruise,\r\nand was afraid to go home',
};

/** What a page carries, by name. */
const marksFor = (of: string, at = noon): Record<string, string> =>
  Object.fromEntries(
    [...openMarks(formHash, of, at).text.matchAll(/name="(\w+)" value="([^"]*)"/g)].map(([, name = '', value = '']) => [
      name,
      value,
    ]),
  );
const listed = async (): Promise<{ id: string; level: string }[]> =>
  (await desk().ask('GET', '/duty/concerns', { as: duty })).body.concerns;
const read = async (id: string) =>
  (await desk().ask('POST', `/duty/concerns/${id}/read`, { as: duty, body: { name: 'Ada Duty', reason: 'On duty' } }))
    .body;

describe('a concern by a link', () => {
  test('is kept with what was typed and by which kind of link, and the page says its number and whom to ring', async () => {
    const sent = { ...marksFor(path), ...typed, name: 'Mrs Oak', from: '', reach: '01632 960123' };
    const answer = await desk().form(path, sent);
    expect([answer.status, answer.type]).toEqual([201, 'text/html; charset=utf-8']);
    const [one] = await listed();
    expect(one?.level).toBe('unsafe');
    expect(answer.text).toContain(one?.id);
    expect(answer.text).toContain('tel:999');
    // Nothing of it is said back to whoever holds the telephone next.
    expect(answer.text).not.toContain('bruise');
    expect(await read(one?.id ?? '')).toMatchObject({
      ...{ raisedBy: 'walking-group', raisedWith: 'link of an organiser or companion' },
      ...{ level: 'unsafe', who: 'adult', about: { kind: 'person', name: 'Mrs Oak' } },
      ...{
        says: 'She had a bruise,\nand was afraid to go home',
        from: { name: '01632 960123', reach: '01632 960123' },
      },
    });
  });

  test('that was tapped twice is one', async () => {
    const sent = { ...marksFor(path), ...typed };
    expect([(await desk().form(path, sent)).status, (await desk().form(path, sent)).status]).toEqual([201, 201]);
    expect(await listed()).toHaveLength(1);
  });

  test('is taken from a page that lay open for two days', async () => {
    const sent = { ...marksFor(path, '2026-11-23T12:00:00.000Z'), ...typed };
    expect((await desk().form(path, sent)).status).toBe(201);
  });

  test('in which something is missing is asked for again with all that was typed, and nothing is kept', async () => {
    const answer = await desk().form(path, { ...marksFor(path), ...typed, level: '', name: 'Mrs <Oak>' });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('Mrs &lt;Oak&gt;');
    expect(answer.text).toContain('afraid to go home');
    expect(await listed()).toEqual([]);
    // The page that came back is one that can be sent.
    expect(answer.text).toContain(`action="https://hub.example${path}"`);
  });

  test.each([
    ['marks of another address', { ...marksFor(concernPath(personClient, 'CWS01')), ...typed }, {}],
    ['no marks', typed, {}],
    ['another site', { ...marksFor(path), ...typed }, { Origin: 'https://elsewhere.example' }],
  ])('with %s is refused, as no page of the hub asked for it', async (_, sent, headers) => {
    const answer = await desk().form(path, sent, headers);
    expect([answer.status, answer.type]).toEqual([403, 'text/html; charset=utf-8']);
    expect(await listed()).toEqual([]);
  });

  test.each(['a'.repeat(4001), ' '])('of %# is no concern', async (says) => {
    expect((await desk().form(path, { ...marksFor(path), ...typed, says })).status).toBe(422);
  });
});
