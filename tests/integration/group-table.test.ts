import { describe, expect, test } from 'vitest';
import { sentFile } from '../unit/web/sent-file.ts';
import { groupHubs, gwen, idOf, resultsOf, session, somebody } from './group-hub.ts';
import { fieldsIn, linkPages } from './group-links.ts';

const notifying = groupHubs();

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

  test('is sent as a file too, and what is wrong in it stands by its line, in the box where it can be mended', async () => {
    const one = await notifying();
    const path = await session(one, [gwen, somebody('Bill', 'Oak')]);
    const pages = linkPages(one);
    const page = await pages.get(`${path}/table`);
    expect(page.body).toMatch(/enctype="multipart\/form-data"[\s\S]*type="file"/);
    expect(page.body).toContain('at most 7 kilobytes');
    const rows = (await pages.get(`${path}/table.csv`)).body.split('\r\n').filter((row) => row !== '');
    const filled = rows.map((row) =>
      row.includes('Gwen') ? `${row}came` : row.includes('Bill') ? row.replace('Bill', '=cmd|calc') : row,
    );
    const { body, type } = sentFile(fieldsIn(page), { name: 'table', text: filled.join('\r\n') });
    const send = () =>
      pages.ask({
        ...{ method: 'POST', path: `${path}/table`, body },
        headers: { origin: 'https://hub.example', 'content-type': type },
      });
    const answer = await send();
    expect(answer.statusCode).toBe(422);
    expect(answer.body).toContain('1 answer is saved.');
    expect(answer.body).toMatch(/Line \d: a cell begins with =/);
    expect(answer.body).toMatch(/<textarea[^>]*>list,number,who,answer/);
    expect(await resultsOf(one, idOf(0))).toEqual(['attended']);
    expect(await resultsOf(one, idOf(1))).toEqual([undefined]);
    const before = (await one.ledger.load(idOf(0)))?.head.version;
    await send();
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
