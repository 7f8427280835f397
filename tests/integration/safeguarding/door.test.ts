import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { aboutGroup, deskOfFile, noon, worried } from './desk.ts';

const { desk, store } = deskOfFile();

const duty = 'safeguarding-desk';
const raise = async (as: string, body: object = worried): Promise<string> => {
  const answer = await desk().ask('POST', '/concerns', { as, body });
  expect(answer.status, answer.text).toBe(201);
  return answer.body.id;
};
const listed = async (as: string): Promise<string[]> =>
  (await desk().ask('GET', '/duty/concerns', { as })).body.concerns.map(({ id }: { id: string }) => id);
const why = { name: 'Ada Duty', reason: 'I am on duty' };

describe('raising a concern', () => {
  test.each(['L99901', 'CWS01', 'walking-group', 'COU01'])('is open to %s', async (as) => {
    const id = await raise(as);
    expect(await listed(duty)).toEqual([id]);
  });

  test('is open to an organisation that is switched off; the duty door is not', async () => {
    desk().switchedOff.add('walking-group').add(duty);
    await raise('walking-group');
    expect((await desk().ask('GET', '/concerns', { as: 'walking-group' })).status).toBe(200);
    expect((await desk().ask('GET', '/duty/concerns', { as: duty })).status).toBe(403);
  });

  test('twice with one X-Request-Id is one concern; with another body it is refused, and the first stands', async () => {
    const id = randomUUID();
    const first = await desk().ask('POST', '/concerns', { as: 'L99901', id, body: worried });
    const again = await desk().ask('POST', '/concerns', { as: 'L99901', id, body: worried });
    expect([again.status, again.body.id]).toEqual([201, first.body.id]);
    const other = await desk().ask('POST', '/concerns', { as: 'L99901', id, body: { ...worried, says: 'Another' } });
    expect([other.status, other.body.errors[0].code]).toEqual([422, 'request-id-reused']);
    // Of another organisation the same id is another request.
    await desk().ask('POST', '/concerns', { as: 'mens-shed', id, body: worried });
    expect(await listed(duty)).toHaveLength(2);
  });

  test('at the same moment on two connections is one concern', async () => {
    const id = randomUUID();
    const asked = Array.from({ length: 6 }, () => desk().ask('POST', '/concerns', { as: 'L99901', id, body: worried }));
    const statuses = (await Promise.all(asked)).map(({ status }) => status);
    expect(statuses.filter((status) => status !== 201)).toEqual([]);
    expect(await listed(duty)).toHaveLength(1);
  });

  test.each<[string, unknown, string, string]>([
    ['no JSON', '{"says":"Ottoline', 'not-json', ''],
    ['no words', { ...worried, says: ' ' }, 'invalid-value', '/says'],
    ['a level that is none', { ...worried, level: 'Ottoline' }, 'unknown-code', '/level'],
    ['neither adult nor child', { ...worried, who: undefined }, 'missing-element', '/who'],
    ['a field that nobody knows', { ...worried, nhsNumber: 'Ottoline' }, 'unknown-element', '/nhsNumber'],
    [
      'an organisation that is no code',
      { ...worried, about: { kind: 'group', organisation: 'Ottoline M' } },
      'invalid-value',
      '/about/organisation',
    ],
    ['too much', { ...worried, says: 'Ottoline '.repeat(500) }, 'invalid-value', '/says'],
  ])(
    'with %s is refused with the place of the fault, and repeats nothing of it',
    async (_name, body, code, pointer) => {
      const { status, text, body: said } = await desk().ask('POST', '/concerns', { as: 'L99901', body });
      expect([400, 422]).toContain(status);
      expect(said.errors[0]).toMatchObject({ code, ...(pointer ? { pointer } : {}) });
      expect(text).not.toContain('Ottoline');
      expect(await listed(duty)).toEqual([]);
    },
  );

  test('answers alike whether what it is about exists or not: nothing is looked up', async () => {
    const [there, nowhere] = [aboutGroup('walking-group'), aboutGroup('no-such-group')];
    const answers = [there, nowhere].map(
      async (body) => (await desk().ask('POST', '/concerns', { as: 'L99901', body })).body,
    );
    const [first, second] = await Promise.all(answers);
    expect({ ...second, id: '' }).toEqual({ ...first, id: '' });
  });

  test('leaves what was written in the one table, and not in its list of what waits', async () => {
    await raise('L99901');
    expect(await desk().textOf(store().ledgerTable)).not.toContain('Marker');
    expect(await desk().textOf(store().viewsTable)).not.toContain('Marker');
    expect(await desk().textOf(store().concernsTable)).toContain('Marker');
    expect(JSON.stringify(await desk().store.open())).not.toMatch(/Marker|nobody else/);
  });
});

describe('the duty door', () => {
  test('shows what was written to who says a name and why, and keeps who that was', async () => {
    const id = await raise('L99901');
    const path = `/duty/concerns/${id}/read`;
    for (const body of [{}, { name: 'Ada Duty' }, { name: ' ', reason: 'x' }])
      expect([400, 422]).toContain((await desk().ask('POST', path, { as: duty, body })).status);
    const first = await desk().ask('POST', path, { as: duty, body: why });
    expect(first.body).toMatchObject({
      ...worried,
      raisedBy: 'L99901',
      opened: [{ name: 'Ada Duty', words: 'I am on duty' }],
    });
    const body = { name: 'Bo Lead', reason: 'Supervision' };
    const second = await desk().ask('POST', path, { as: 'safeguarding-lead', body });
    expect(second.body.opened.map(({ name }: { name: string }) => name).sort()).toEqual(['Ada Duty', 'Bo Lead']);
  });

  test('is not there for anybody who is on no rota', async () => {
    const id = await raise('L99901');
    for (const as of ['L99901', 'CWS01', 'walking-group', 'COU01']) {
      expect((await desk().ask('GET', '/duty/concerns', { as })).status).toBe(404);
      for (const act of ['read', 'acknowledge', 'close'])
        expect((await desk().ask('POST', `/duty/concerns/${id}/${act}`, { as, body: why })).status).toBe(404);
      expect(
        (await desk().ask('POST', '/duty/organisations/mens-shed/pause', { as, body: { name: 'Bo' } })).status,
      ).toBe(404);
    }
  });

  test('never shows an organisation a concern about itself, not even that it exists', async () => {
    const id = await raise('L99901', aboutGroup(duty));
    expect(await listed(duty)).toEqual([]);
    const hidden = await desk().ask('POST', `/duty/concerns/${id}/read`, { as: duty, body: why });
    const nowhere = await desk().ask('POST', '/duty/concerns/sg-000000000000/read', { as: duty, body: why });
    expect({ ...hidden.body, instance: '' }).toEqual({ ...nowhere.body, instance: '' });
    expect(await listed('safeguarding-lead')).toEqual([id]);
    expect(
      (await desk().ask('POST', `/duty/organisations/${duty}/resume`, { as: duty, body: { name: 'Bo' } })).status,
    ).toBe(404);
  });

  test('says of no organisation that is not in the register that it takes requests again', async () => {
    const resumed = async (code: string) =>
      (await desk().ask('POST', `/duty/organisations/${code}/resume`, { as: duty, body: { name: 'Bo' } })).status;
    expect([await resumed('mens-shed'), await resumed('MENS-SHED'), await resumed('nobody-there')]).toEqual([
      200, 404, 404,
    ]);
  });

  test('closes with what came of it: it leaves the list, and what was written stays', async () => {
    const once = randomUUID();
    const { id } = (await desk().ask('POST', '/concerns', { as: 'L99901', id: once, body: worried })).body;
    const body = { name: 'Ada Duty', outcome: 'Spoken with the person' };
    const closed = await desk().ask('POST', `/duty/concerns/${id}/close`, { as: duty, body });
    expect(closed.status).toBe(200);
    expect(await listed(duty)).toEqual([]);
    // Whose answer was lost asks again; another outcome of what is closed is none.
    expect(await desk().ask('POST', `/duty/concerns/${id}/close`, { as: duty, body })).toMatchObject(closed);
    const another = { ...body, outcome: 'Left to the council' };
    expect((await desk().ask('POST', `/duty/concerns/${id}/close`, { as: duty, body: another })).status).toBe(404);
    expect((await desk().ask('POST', `/duty/concerns/${id}/close`, { as: 'CWS01', body })).status).toBe(404);
    const { opened = [], content } = (await desk().store.content(id)) ?? {};
    expect(content?.concern?.says).toBe(worried.says);
    expect(opened).toMatchObject([{ what: 'closed', words: 'Spoken with the person' }]);
    // Of a child's, whose birthday nobody was asked for, at least to the 25th; what is open has no end.
    const child = await desk().ask('POST', '/concerns', { as: 'L99901', body: { ...worried, who: 'child' } });
    expect(await desk().goes(child.body.id)).toEqual([undefined]);
    await desk().ask('POST', `/duty/concerns/${child.body.id}/read`, { as: duty, body: why });
    await desk().ask('POST', `/duty/concerns/${child.body.id}/close`, { as: duty, body });
    const years = (count: number): number => Math.floor(Date.parse(noon) / 1000) + count * 366 * 86_400;
    expect(await desk().goes(id)).toEqual([8, 8, 8].map(years));
    expect(await desk().goes(child.body.id)).toEqual([25, 25, 25, 25].map(years));
    // A late repeat of what raised it opens nothing again.
    expect((await desk().ask('POST', '/concerns', { as: 'L99901', id: once, body: worried })).status).toBe(201);
    expect(await listed(duty)).toEqual([]);
  });

  test('two who close one at once: one of them does, and what the other says is not kept as its outcome', async () => {
    const { id } = (await desk().ask('POST', '/concerns', { as: 'L99901', body: worried })).body;
    const close = (name: string) =>
      desk().ask('POST', `/duty/concerns/${id}/close`, { as: duty, body: { name, outcome: `As ${name} says` } });
    const answers = await Promise.all(['Ada', 'Bo', 'Cy'].map(close));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 404, 404]);
    const winner = ['Ada', 'Bo', 'Cy'][answers.findIndex(({ status }) => status === 200)];
    expect((await desk().store.content(id))?.opened).toMatchObject([{ what: 'closed', name: winner }]);
  });
});
