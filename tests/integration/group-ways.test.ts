import { describe, expect, test } from 'vitest';
import { heardOfNotify } from '../../functions/delivery/organiser/heard.ts';
import { today } from '../../functions/domain/calendar.ts';
import { roomLinkName } from '../../functions/domain/meetings/link-names.ts';
import { obligations } from '../../functions/domain/owed/obligations.ts';
import { linkIdOf } from '../../functions/views/link-id.ts';
import { day } from '../unit/views/made-referral.ts';
import { asking } from './asked-of-group.ts';
import { type GroupHub, groupHubs, gwen, idOf, linkIn, session } from './group-hub.ts';
import { fieldsIn, jo, linkPages } from './group-links.ts';

const notifying = groupHubs();

const owedIn = async (one: GroupHub, referral = idOf(0)) => {
  const loaded = await one.ledger.load(referral);
  return loaded ? obligations(loaded.referral).map(({ who, what }) => `${who} ${what}`) : [];
};

describe('a printed list and its four digits', () => {
  const printed = async () => {
    const one = await notifying();
    const path = await session(one, [gwen]);
    await asking(one)({
      kind: 'send-code',
      organisation: 'walking-group',
      referral: idOf(0),
      meeting: `${idOf(0)}.a1`,
    });
    const message = one.notify.outbox().at(-1);
    const code = /are (\d{4})\./.exec(message?.body ?? '')?.[1] ?? '';
    const pages = linkPages(one);
    const at = `/l/code/${path.slice(3, 16)}`;
    const type = async (digits: string, to = at) => pages.post(to, { ...fieldsIn(await pages.get(to)), code: digits });
    return { one, path, message, code, pages, at, type };
  };
  const wrongOf = (code: string): string => String((Number(code) + 1) % 10_000).padStart(4, '0');

  test('the square opens the list only with the digits, which go to the organiser and name nobody', async () => {
    const { path, message, code, pages, at, type } = await printed();
    expect(message?.body).not.toMatch(/Gwen|HO-/);
    expect((await pages.get(at)).body).not.toContain('Gwen');
    expect((await type(wrongOf(code))).statusCode).toBe(422);
    expect(await type(` ${code.slice(0, 2)} ${code.slice(2)}`)).toMatchObject({
      statusCode: 303,
      headers: { location: `https://hub.example${path}` },
    });
  });

  test('after five wrong ones the right one opens nothing either, until there is a new code', async () => {
    const { one, code, type } = await printed();
    for (let n = 0; n < 5; n += 1) expect((await type(wrongOf(code))).statusCode).toBe(422);
    expect((await type(code)).statusCode).toBe(422);
    await asking(one)({
      kind: 'send-code',
      organisation: 'walking-group',
      referral: idOf(0),
      meeting: `${idOf(0)}.a1`,
    });
    const fresh = /are (\d{4})\./.exec(one.notify.outbox().at(-1)?.body ?? '')?.[1] ?? '';
    expect((await type(fresh)).statusCode).toBe(303);
  });

  test.each([
    ['goes nowhere as nobody is sure of the contact', { returned: day(1) }, 201],
    ['is refused by Notify', {}, 400],
  ])('a code that %s is somebody’s to ring about', async (_, doubt, status) => {
    const one = await notifying();
    await session(one, [gwen]);
    one.change('walking-group', { organiser: { ...jo, ...doubt } });
    const code = { organisation: 'walking-group', referral: idOf(0), meeting: `${idOf(0)}.a1` };
    await asking(one, { send: async () => ({ kind: 'answered', status }) })({ kind: 'send-code', ...code });
    expect(await owedIn(one)).toContain('CWS01 ring-group');
  });

  test('a code that comes back is, too, and settles nothing of what was sent of the session', async () => {
    const { one, message } = await printed();
    const row = (await one.rows.read(idOf(0))).find(({ link }) => link !== undefined)?.outcome;
    await heardOfNotify(one.ports)({ reference: message?.reference ?? '', status: 'temporary-failure' });
    expect(await owedIn(one)).toContain('CWS01 ring-group');
    expect((await one.rows.read(idOf(0))).find(({ link }) => link !== undefined)?.outcome).toBe(row);
  });

  test('of another session, or of one that there is not, it opens nothing, with the same answer', async () => {
    const { code, type, pages, at } = await printed();
    const none = '/l/code/0123456789abc';
    const plain = (text: string) => text.replaceAll(/value="[^"]*"/g, '').replaceAll(at, none);
    expect(plain((await type(wrongOf(code))).body)).toBe(plain((await type(code, none)).body));
    expect(plain((await pages.get(at)).body)).toBe(plain((await pages.get(none)).body));
    expect((await pages.post(at, { code })).statusCode).toBe(403);
  });

  test('once its link is withdrawn it opens nothing', async () => {
    const { one, path, code, type, pages } = await printed();
    one.change('walking-group', { organiser: { ...jo, withdrawn: [path.slice(3, 16)] } });
    expect((await type(code)).statusCode).toBe(422);
    expect((await pages.get(path)).statusCode).toBe(401);
  });
});

describe('whether a group has room', () => {
  test('is asked without a name, once a day, and the answer is kept as capacity with its time', async () => {
    const one = await notifying();
    const ask = asking(one);
    await ask({ kind: 'ask-room', organisation: 'walking-group', request: 'r1' });
    await ask({ kind: 'ask-room', organisation: 'walking-group', request: 'r2' });
    const [message, ...more] = one.notify.outbox();
    expect(more).toEqual([]);
    expect(message?.subject).toBe('Can Tuesday Walking Group take one person?');
    const said: object[] = [];
    const pages = linkPages(one, { said: async (it) => void said.push(it) });
    const path = linkIn(message?.body);
    expect(path.slice(3, 16)).toBe(linkIdOf(roomLinkName('walking-group')));
    const page = await pages.get(path);
    expect(page.body).toContain('Nobody is waiting for your answer yet');
    expect((await pages.post(`${path}/room`, { ...fieldsIn(page), answer: 'has-room' })).statusCode).toBe(200);
    expect(said).toEqual([{ kind: 'has-room', organisation: 'walking-group', saidAt: one.now() }]);
    expect((await pages.post(`${path}/room`, { ...fieldsIn(page), answer: 'maybe' })).statusCode).toBe(422);
    expect((await pages.post(`${path}/room`, { answer: 'has-room' })).statusCode).toBe(403);
    expect((await pages.post(path, { ...fieldsIn(page), answer: 'came' })).statusCode).toBe(422);
  });

  test('that it cannot be asked is somebody’s to ring about, where anything is open', async () => {
    const one = await notifying();
    await session(one, [gwen]);
    one.change('walking-group', { organiser: { ...jo, returned: day(1) } });
    await asking(one)({ kind: 'ask-room', organisation: 'walking-group', request: 'r1' });
    expect(await owedIn(one)).toContain('CWS01 ring-group');
    const [record] = (await one.ledger.load(idOf(0)))?.referral.communications.slice(-1) ?? [];
    expect(record).toMatchObject({ topic: { coding: [{ code: 'returned' }] } });
  });

  test.each([
    ['permanent-failure', 'returned'],
    ['temporary-failure', 'not-sent'],
  ] as const)(
    'that the question came back (%s) is somebody’s to ring about: nobody waits for an answer',
    async (status, why) => {
      const one = await notifying();
      await session(one, [gwen]);
      await asking(one)({ kind: 'ask-room', organisation: 'walking-group', request: 'r1' });
      const reference = one.notify.outbox().at(-1)?.reference ?? '';
      await heardOfNotify(one.ports)({ reference, status: 'delivered' });
      expect(await owedIn(one)).not.toContain('CWS01 ring-group');
      await heardOfNotify(one.ports)({ reference, status });
      expect(await owedIn(one)).toContain('CWS01 ring-group');
      const [record] = (await one.ledger.load(idOf(0)))?.referral.communications.slice(-1) ?? [];
      expect(record).toMatchObject({ topic: { coding: [{ code: why }] } });
    },
  );

  test('to ask it takes nothing away from what the group owes: it is reminded on the same day', async () => {
    const one = await notifying();
    await asking(one)({ kind: 'ask-room', organisation: 'walking-group', request: 'r1' });
    const reminder = { name: today(one.now()), by: 'a reminder', until: one.now() };
    expect(await one.links.take(linkIdOf('reminded\nwalking-group'), reminder)).toBe(true);
  });

  test('while it is full every link says since when, and takes it back by one tap', async () => {
    const one = await notifying();
    const path = await session(one, [gwen]);
    const fact = { of: 'walking-group', state: 'full', saidAt: one.now() } as const;
    const said: object[] = [];
    const pages = linkPages(one, { room: async () => fact, said: async (it) => void said.push(it) });
    const page = await pages.get(path);
    expect(page.body).toMatch(/You said on \w+ \d+ \w+ \d{4} at [\d:]+ that you are full\./);
    const form = /<form method="post" action="[^"]*\/room">[\s\S]*?<\/form>/.exec(page.body)?.[0] ?? '';
    expect((await pages.post(`${path}/room`, { ...fieldsIn({ body: form }), answer: 'has-room' })).statusCode).toBe(
      200,
    );
    expect(said).toMatchObject([{ kind: 'has-room' }]);
  });
});
