import { describe, expect, test } from 'vitest';
import { day } from '../unit/views/made-referral.ts';
import { deskPages } from './desk-pages.ts';
import { groupHubs, gwen, idOf, resultsOf, session, somebody } from './group-hub.ts';
import { fieldsIn, jo } from './group-links.ts';

const notifying = groupHubs();
const opened = async (...people: Parameters<typeof session>[1]) => {
  const one = await notifying();
  const link = (await session(one, people)).slice(3, 16);
  const desk = deskPages(one);
  const at = `/staff/sessions/${link}`;
  const marks = async () => {
    const { token = '', request = '' } = fieldsIn(await desk.get(at));
    return { token, request };
  };
  return { one, link, desk, at, marks };
};

describe('a link worker looks at a session', () => {
  test('and types in what stands on the paper: who is left out is left as they are', async () => {
    const { one, desk, at, marks } = await opened(gwen, somebody('Bill', 'Oak'));
    const page = await desk.get(at);
    expect(page.statusCode).toBe(200);
    expect(page.body).not.toMatch(/ checked|Adeyemi/);
    const answer = await desk.post(at, { ...(await marks()), do: 'answers', [`came.${idOf(0)}.a1`]: 'did-not-come' });
    expect(answer.statusCode).toBe(200);
    expect(answer.body).toContain('1 answer is saved.');
    expect(await resultsOf(one)).toEqual(['did-not-attend']);
    expect(await resultsOf(one, idOf(1))).toEqual([undefined]);
  });

  test('what stands on the paper of somebody who left the list meanwhile is not dropped without a word', async () => {
    const { desk, at, marks } = await opened(gwen);
    const answers = { [`came.${idOf(0)}.a1`]: 'came', [`came.${idOf(7)}.a1`]: 'came' };
    const answer = await desk.post(at, { ...(await marks()), do: 'answers', ...answers });
    expect(answer.statusCode).toBe(422);
    expect(answer.body).toContain('1 answer is of somebody who left this list meanwhile');
  });

  test('the printed list says when to destroy it and holds a square that opens nothing without the digits', async () => {
    const { desk, at, link } = await opened(gwen, somebody('<b>x</b>', 'Evil'));
    const { body } = await desk.get(`${at}/print`);
    expect(body).toMatch(/Destroy this paper as soon as the answers are given, and on \w+ \d+ \w+ \d{4} at the latest/);
    expect(body).toContain(`https://hub.example/l/code/${link}`);
    expect(body).toContain('Gwen A.');
    expect(body).not.toMatch(/<b>x|\/l\/[0-9a-z]{39}/);
  });

  test.each([
    ['code', { kind: 'send-code', referral: idOf(0), meeting: `${idOf(0)}.a1` }],
    ['confirm', { kind: 'confirm' }],
    ['has-room', { kind: 'has-room' }],
    ['full', { kind: 'full' }],
  ])('%s is asked of whoever delivers, once', async (what, asked) => {
    const { desk, at, marks } = await opened(gwen);
    expect((await desk.post(at, { ...(await marks()), do: what })).statusCode).toBe(303);
    expect(desk.asked).toMatchObject([{ organisation: 'walking-group', ...asked }]);
  });

  test('its link is withdrawn, and room is asked for without a name', async () => {
    const { desk, at, marks, link } = await opened(gwen);
    await desk.post(at, { ...(await marks()), do: 'withdraw' });
    await desk.post(at, { ...(await marks()), do: 'ask-room' });
    expect(desk.asked).toMatchObject([{ kind: 'withdraw', link }, { kind: 'ask-room' }]);
    expect(JSON.stringify(desk.asked)).not.toMatch(/Gwen|HO-/);
  });

  test('of another coordinator, or of a group, it is not there; and no other site sends anything for somebody', async () => {
    const { one, desk, at, marks } = await opened(gwen);
    one.change('L99901', { staff: [{ code: 'ada.martin', name: 'Ada' }] });
    expect((await deskPages(one, { as: 'L99901' }).get(at)).statusCode).not.toBe(200);
    expect((await desk.get('/staff/sessions/0123456789abc')).statusCode).toBe(404);
    const right = { ...(await marks()), do: 'answers', [`came.${idOf(0)}.a1`]: 'came' };
    expect((await desk.post(at, right, { origin: 'https://elsewhere.example' })).statusCode).toBe(403);
    expect((await desk.post(at, { ...right, token: 'x'.repeat(43) })).statusCode).toBe(403);
    expect(await resultsOf(one)).toEqual([undefined]);
  });

  test('a contact of whom nobody is sure is said to be so, and no digits are offered', async () => {
    const { one, desk, at } = await opened(gwen);
    one.change('walking-group', { organiser: { ...jo, returned: day(1) } });
    const { body } = await desk.get(at);
    expect(body).toContain('a message to them came back');
    expect(body).not.toContain('value="code"');
  });
});
