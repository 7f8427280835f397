import { describe, expect, test } from 'vitest';
import { thisArea } from '../../contracts/areas/this-area.ts';
import { extensions } from '../../contracts/systems.ts';
import { cardNumber } from '../../functions/domain/request/card-number.ts';
import { referenceOf } from '../../functions/domain/request/reference.ts';
import { actOnReferral } from '../../functions/usecases/act-on-referral.ts';
import { groupHubs, gwen, idOf, resultsOf, session, somebody, telephone } from './group-hub.ts';
import { linesIn, linkPages } from './group-links.ts';

const notifying = groupHubs();

describe('a meeting is named with a group that has no software', () => {
  test('its organiser gets one link for all who come, and says of each on a line of its own who came', async () => {
    const one = await notifying();
    const path = await session(one, [gwen, somebody('Bill', "O'Hara"), somebody('Gwen', 'Adams')]);
    const [message, ...more] = one.notify.outbox();
    expect(more).toEqual([]);
    expect(message).toMatchObject({ channel: 'email', to: 'jo@walks.example' });
    expect(message?.body).toMatch(/Tuesday Walking Group on Tuesday 10 November at 10:00, in person/);
    expect(message?.body).toContain(`Ring ${thisArea.service.display} on ${thisArea.service.telephone}`);
    expect(message?.body).toContain(`I no longer run this: https://hub.example${path}/stop`);
    expect(message?.body).not.toMatch(/Gwen|Bill|HO-/);
    const pages = linkPages(one);
    const page = await pages.get(path);
    expect(page).toMatchObject({
      statusCode: 200,
      headers: { 'referrer-policy': 'same-origin', 'cache-control': 'no-store' },
    });
    const lines = linesIn(page);
    const numbered = (n: number): string => `Gwen A. (${cardNumber(referenceOf(idOf(n)))})`;
    expect(lines.map(({ who }) => who)).toEqual(['Bill O.', ...[numbered(0), numbered(2)].sort()]);
    expect(lines.every(({ saved, answers }) => saved === undefined && answers.length === 4)).toBe(true);
    expect(page.body).not.toMatch(/Adeyemi|O.Hara|1948|GL3|checked/);
    const mine = lines.find(({ who }) => who === numbered(0));
    const answer = await pages.post(path, { ...mine?.fields, answer: 'came' });
    expect(answer).toMatchObject({ statusCode: 303, headers: { location: expect.stringMatching(/#n[23]$/) } });
    expect(await resultsOf(one)).toEqual(['attended']);
    expect(await resultsOf(one, idOf(1))).toEqual([undefined]);
    const saved = linesIn(await pages.get(path)).filter((line) => line.saved !== undefined);
    expect(saved).toMatchObject([{ who: numbered(0), saved: 'Saved: Came' }]);
  });

  test('a second tap changes nothing, and another answer corrects the first', async () => {
    const one = await notifying();
    const path = await session(one, [gwen]);
    const pages = linkPages(one);
    const [line] = linesIn(await pages.get(path));
    const versions = async () => (await one.ledger.load(idOf(0)))?.head.version;
    const tap = (answer: string, fields = line?.fields) => pages.post(path, { ...fields, answer });
    await tap('did-not-come');
    const after = await versions();
    expect((await tap('did-not-come')).statusCode).toBe(303);
    expect(await versions()).toBe(after);
    const [again] = linesIn(await pages.get(path));
    await tap('came', again?.fields);
    expect(await resultsOf(one)).toEqual(['attended']);
  });

  test('whoever told them that they cannot come stays on the list, so that it can be corrected', async () => {
    const one = await notifying();
    const path = await session(one, [gwen]);
    const pages = linkPages(one);
    for (const answer of ['could-not-come', 'not-sure', 'came']) {
      const [line] = linesIn(await pages.get(path));
      await pages.post(path, { ...line?.fields, answer });
    }
    expect(await resultsOf(one)).toEqual(['attended']);
    expect(linesIn(await pages.get(path))).toMatchObject([{ saved: 'Saved: Came' }]);
  });

  test('what the person said is no word of the group, which can say its own; and its own is what it sees then', async () => {
    const one = await notifying();
    const path = await session(one, [gwen]);
    const pages = linkPages(one);
    const done = await actOnReferral({ ledger: one.ledger, clock: one.now, pause: async () => undefined })({
      ...{ referral: idOf(0), actor: { client: 'person', organisation: 'CWS01', as: ['person'] } },
      action: { kind: 'record-result', task: `${idOf(0)}.t2`, result: 'attended', by: 'person' },
      request: { id: 'went', correlation: 'went', bodyHash: 'went' },
    });
    expect(done.ok).toBe(true);
    const [line] = linesIn(await pages.get(path));
    expect(line?.saved).toBe('We were told: Came. You can say it, too');
    await pages.post(path, { ...line?.fields, answer: 'did-not-come' });
    expect(linesIn(await pages.get(path))).toMatchObject([{ saved: 'Saved: Did not come' }]);
    expect(await resultsOf(one)).toEqual(['attended']);
  });

  test('a scanner that fetches every link confirms nothing and stops nothing', async () => {
    const one = await notifying();
    const path = await session(one, [gwen]);
    const pages = linkPages(one);
    await pages.get(path);
    const before = (await one.ledger.load(idOf(0)))?.head.version;
    for (const at of [path, `${path}/stop`, `${path}?answer=came`, path])
      expect((await pages.get(at.replace(/\?.*/, ''))).statusCode).toBe(200);
    expect((await one.ledger.load(idOf(0)))?.head.version).toBe(before);
  });

  test('names from hell stand on the list as they are, and become no markup', async () => {
    const one = await notifying();
    const names = ['D’Arcy', 'محمد', 'Ñandú', 'Łucja'];
    const people = names.map((given) => somebody(given, '<script>alert(1)</script>'));
    const long = somebody('A'.repeat(200), 'Long');
    const page = await linkPages(one).get(await session(one, [...people, long]));
    expect(linesIn(page).map(({ who }) => who.replace(/ S\.$/, ''))).toEqual(
      expect.arrayContaining([...names, `Number ${cardNumber(referenceOf(idOf(4)))}`]),
    );
    expect(page.body).not.toContain('<script');
  });

  test('somebody with a flag is there by number only, with nothing of what they need', async () => {
    const one = await notifying();
    const needs = { url: extensions.accessNeed, valueString: 'large print' };
    const guarded = somebody('Gwen', 'Adeyemi', { telecom: [telephone('not-safe')], extension: [needs] });
    const page = await linkPages(one).get(await session(one, [guarded]));
    expect(linesIn(page).map(({ who }) => who)).toEqual([`Number ${cardNumber(referenceOf(idOf(0)))}`]);
    expect(page.body).not.toMatch(/Gwen|large print/);
  });

  test('whoever it was forwarded to sees a name and an initial, whatever tier the group has', async () => {
    const one = await notifying();
    one.change('walking-group', { tier: 'purpose' });
    const page = await linkPages(one).get(
      await session(one, [somebody('Gwen', 'Adeyemi', { telecom: [telephone('safe')] })]),
    );
    expect(linesIn(page).map(({ who }) => who)).toEqual(['Gwen A.']);
    expect(page.body).not.toContain('960456');
  });
});
