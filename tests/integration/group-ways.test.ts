import { describe, expect, test } from 'vitest';
import { thisArea } from '../../contracts/areas/this-area.ts';
import { sendAsked } from '../../functions/delivery/organiser/send-asked.ts';
import { roomLinkName } from '../../functions/domain/meetings/link-names.ts';
import { obligations } from '../../functions/domain/owed/obligations.ts';
import { keyedHash } from '../../functions/runtime/hash.ts';
import { codeRows } from '../../functions/views/code-rows.ts';
import { linkIdOf } from '../../functions/views/link-id.ts';
import { type GroupHub, groupHubs, gwen, idOf, linkIn, resultsOf, session, somebody } from './group-hub.ts';
import { fieldsIn, jo, linesIn, linkPages } from './group-links.ts';

const notifying = groupHubs();
const bySms = { ...jo, channel: 'sms', to: ['07700 900123'] } as const;
const number = '447700900123';

const owedIn = async (one: GroupHub, referral = idOf(0)) => {
  const loaded = await one.ledger.load(referral);
  return loaded ? obligations(loaded.referral).map(({ who, what }) => `${who} ${what}`) : [];
};
/** As a page of the coordinator asks it, through the queue. */
const asking = (one: GroupHub) =>
  sendAsked({
    ...{ participantNow: one.ports.participantNow, ledger: one.ledger, notify: one.ports.toOrganisers.notify },
    ...{ links: one.links, codes: codeRows(one.views), hash: async () => keyedHash('of this test') },
    ...{
      token: one.ports.toOrganisers.token,
      clock: one.now,
      publicUrl: 'https://hub.example',
      service: thisArea.service,
    },
  });

describe('a table that somebody fills in', () => {
  test('is fetched by the link, saves each line by itself, and names the line in which something is wrong', async () => {
    const one = await notifying();
    const path = await session(one, [gwen, somebody('=cmd', 'Evil'), somebody('Bill', 'Oak')]);
    const pages = linkPages(one);
    const fetched = await pages.get(`${path}/table.csv`);
    expect(fetched.headers).toMatchObject({ 'content-type': 'text/csv; charset=utf-8' });
    expect(fetched.body).not.toContain('=cmd');
    const rows = fetched.body.split('\r\n').filter((row) => row !== '');
    const filled = rows.map((row) =>
      row.includes('Gwen') ? `${row}came` : row.includes('Bill') ? `${row}perhaps` : row,
    );
    const marks = fieldsIn(await pages.get(`${path}/table`));
    const answer = await pages.post(`${path}/table`, { ...marks, table: filled.join('\r\n') });
    expect(answer.statusCode).toBe(422);
    expect(answer.body).toContain('1 answer is saved.');
    expect(answer.body).toMatch(/Line \d: the answer is one of/);
    expect(await resultsOf(one, idOf(0))).toEqual(['attended']);
    expect(await resultsOf(one, idOf(2))).toEqual([undefined]);
    const before = (await one.ledger.load(idOf(0)))?.head.version;
    expect(
      (await pages.post(`${path}/table`, { ...marks, table: filled.slice(0, 2).join('\r\n') })).statusCode,
    ).not.toBe(500);
    expect((await one.ledger.load(idOf(0)))?.head.version).toBe(before);
  });

  test('takes nothing from another site, without its mark, or for a list of somebody else', async () => {
    const one = await notifying();
    const path = await session(one, [gwen]);
    const pages = linkPages(one);
    const marks = fieldsIn(await pages.get(`${path}/table`));
    const table = (await pages.get(`${path}/table.csv`)).body.replace(/,\r\n$/, ',came\r\n');
    const statusOf = async (form: Record<string, string>, headers = {}) =>
      (await pages.post(`${path}/table`, form, headers)).statusCode;
    expect(await statusOf({ ...marks, table }, { origin: 'https://elsewhere.example' })).toBe(403);
    expect(await statusOf({ ...marks, token: 'x'.repeat(43), table })).toBe(403);
    expect(await statusOf({ ...marks, table: table.replace(/\n[0-9a-z]{13}/, '\nabcdefghjkmnp') })).toBe(422);
    expect(await resultsOf(one)).toEqual([undefined]);
  });
});

describe('a text message', () => {
  const asked = async (people = 3) => {
    const one = await notifying(bySms);
    await session(
      one,
      Array.from({ length: people }, () => gwen),
    );
    const link = linkIn(one.notify.outbox()[0]?.body).slice(3, 16);
    await one.ports.toOrganisers.askedByText('07700900123', {
      ...{ link, organisation: 'walking-group', since: jo.since, count: people, askedAt: one.now() },
    });
    const pages = linkPages(one);
    const say = async (message: string, more: { id?: string; token?: string; from?: string } = {}) =>
      pages.ask({
        ...{ method: 'POST', path: '/notify/v1/received' },
        headers: {
          authorization: `Bearer ${more.token ?? 'token of the callback'}`,
          'content-type': 'application/json',
        },
        body: JSON.stringify({
          ...{ id: more.id ?? 'a1b2', source_number: more.from ?? number, destination_number: '447700900999' },
          ...{ message, date_received: one.now() },
        }),
      });
    const all = async () => (await Promise.all([0, 1, 2].slice(0, people).map((n) => resultsOf(one, idOf(n))))).flat();
    return { one, say, all };
  };

  test.each([
    ['ALL', 'attended'],
    [' none. ', 'did-not-attend'],
  ])('%s answers for everybody that it asked about, once however often it comes', async (message, result) => {
    const { one, say, all } = await asked();
    expect((await say(message)).statusCode).toBe(204);
    expect(await all()).toEqual([result, result, result]);
    const version = (await one.ledger.load(idOf(0)))?.head.version;
    await say(message);
    expect((await one.ledger.load(idOf(0)))?.head.version).toBe(version);
  });

  test.each(['HELP', 'two of them', 'ALL but Gwen'])('%s answers nothing, and somebody rings', async (message) => {
    const { one, say, all } = await asked();
    await say(message);
    expect(await all()).toEqual([undefined, undefined, undefined]);
    expect(await owedIn(one)).toContain('CWS01 ring-group');
  });

  test('ALL of three is not ALL of the two that are left: nothing is guessed, and somebody rings', async () => {
    const { one, say, all } = await asked();
    const pages = linkPages(one);
    const path = linkIn(one.notify.outbox()[0]?.body);
    const [line] = linesIn(await pages.get(path));
    await pages.post(path, { ...line?.fields, answer: 'did-not-come' });
    await say('ALL');
    expect((await all()).filter((result) => result === 'attended')).toEqual([]);
    expect((await Promise.all([0, 1, 2].map((n) => owedIn(one, idOf(n))))).flat()).toContain('CWS01 ring-group');
  });

  test('without the token, from a stranger, or from whoever ran it before, it says nothing', async () => {
    const { one, say, all } = await asked();
    expect((await say('ALL', { token: 'another' })).statusCode).toBe(401);
    expect((await say('ALL', { from: '447700900124' })).statusCode).toBe(204);
    one.change('walking-group', { organiser: { ...bySms, name: 'Kim', since: one.now() } });
    await say('ALL');
    expect(await all()).toEqual([undefined, undefined, undefined]);
  });
});

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
