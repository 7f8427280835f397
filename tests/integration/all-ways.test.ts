import { expect, test } from 'vitest';
import { thisArea } from '../../contracts/areas/this-area.ts';
import { extensions } from '../../contracts/systems.ts';
import { referenceOf } from '../../functions/domain/request/reference.ts';
import { api } from '../../functions/http/api.ts';
import { limitsOf } from '../../functions/http/caller-limits.ts';
import { partnerLanguage } from '../../functions/partner/language.ts';
import { partnerRoutes } from '../../functions/partner/routes.ts';
import { actOnReferral } from '../../functions/usecases/act-on-referral.ts';
import { context, event } from '../unit/http/event.ts';
import { ada, deskPages } from './desk-pages.ts';
import { type GroupHub, groupHubs, idOf, linkIn, session, somebody } from './group-hub.ts';
import { fieldsIn, jo, linesIn, linkPages } from './group-links.ts';

const notifying = groupHubs();
const never = async (): Promise<never> => {
  throw new Error('Not in this story');
};
const answerTo = (body: string, row: string): string =>
  body
    .split('\r\n')
    .filter((line, n) => n === 0 || line.includes(row))
    .map((line, n) => (n === 0 ? line : `${line}came`))
    .join('\r\n');

type Way = (
  one: GroupHub,
  of: { readonly referral: string; readonly who: string; readonly path: string },
) => Promise<{ statusCode: number }>;

/** Each way in which somebody says of one person that they came. */
const ways: Readonly<Record<string, Way>> = {
  'the partner API': async (one, { referral }) => {
    const { ledger, ports } = one;
    const software = api({
      routes: partnerRoutes({
        ...{ ledger, participants: ports.participants, clock: ports.clock, pause: never, secret: never },
        ...{ worklist: { page: never }, sayRoom: never, publicUrl: 'https://hub.example' },
        ...{ area: thisArea },
      }),
      ...{ participants: ports.participants, clock: ports.clock, limits: limitsOf(thisArea.quotas) },
      ...{ language: partnerLanguage('https://hub.example'), report: () => undefined },
    });
    return software(
      event({
        ...{ method: 'POST', path: `/partner/v1/invitations/${referral}.t2/attendance`, client: 'walking-group' },
        ...{ organisations: 'walking-group', headers: { 'content-type': 'application/json' } },
        body: JSON.stringify({ result: 'came', meeting: `${referral}.a1` }),
      }),
      context,
    );
  },
  'the register of the link': async (one, { referral, path }) => {
    const pages = linkPages(one);
    const line = linesIn(await pages.get(path)).find(({ fields }) => fields.line?.includes(referral));
    return pages.post(path, { ...line?.fields, answer: 'came' });
  },
  'a table by the link': async (one, { who, path }) => {
    const pages = linkPages(one);
    const table = answerTo((await pages.get(`${path}/table.csv`)).body, who);
    return pages.post(`${path}/table`, { ...fieldsIn(await pages.get(`${path}/table`)), table });
  },
  'paper that the coordinator types in': async (one, { referral, path }) => {
    const [desk, at] = [deskPages(one), `/staff/sessions/${path.slice(3, 16)}`];
    const { token = '', request = '' } = fieldsIn(await desk.get(at));
    return desk.post(at, { token, request, do: 'answers', [`came.${referral}.a1`]: 'came' });
  },
  'a table by the coordinator': async (one, { who, path }) => {
    const [desk, at] = [deskPages(one), `/staff/sessions/${path.slice(3, 16)}`];
    const table = answerTo((await desk.get(`${at}/table.csv`)).body, who);
    const { token = '', request = '' } = fieldsIn(await desk.get(at));
    return desk.post(at, { token, request, do: 'table', table });
  },
  'the person, in a call that is noted': async (one, { referral }) => {
    const done = await actOnReferral({ ledger: one.ledger, clock: one.now, pause: never })({
      ...{ referral, actor: { client: 'pages', organisation: 'CWS01', person: ada.code } },
      request: { id: `call-${referral}`, correlation: 'c', bodyHash: 'h' },
      action: {
        kind: 'record-result',
        task: `${referral}.t2`,
        appointment: `${referral}.a1`,
        result: 'attended',
        by: 'person',
      },
    });
    return { statusCode: done.ok ? 200 : 422 };
  },
};

const names = ['Aled', 'Bill', 'Cerys', 'Dai', 'Efa', 'Ffion', 'Gwen'];

/** What was written last, with what names the referral and the moment made the same; the person's own word is theirs alone. */
const lastOf = async (one: GroupHub, referral: string) => {
  const entry = (await one.ledger.history(referral)).at(-1);
  if (!entry) throw new Error('Nothing was written');
  const { actor, action, events, changed } = entry;
  const said = `,{"url":"${extensions.attendanceSaid}","extension":[{"url":"person","valueCode":"attended"}]}`;
  const plain: unknown = JSON.parse(
    JSON.stringify({ action, events, changed: changed.map(({ meta: _, ...rest }) => rest) })
      .replace(said, '')
      .replaceAll(referral, 'R')
      .replaceAll(referenceOf(referral), 'HO')
      .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'T'),
  );
  return { actor, plain };
};

test('all ways of confirming produce equal events, but for who said it, by which way and when', async () => {
  const one = await notifying({ ...jo, channel: 'sms', to: ['07700900123'] });
  const path = await session(
    one,
    names.map((name) => somebody(name, 'Jones')),
  );
  const written: Awaited<ReturnType<typeof lastOf>>[] = [];
  for (const [n, [way, say]] of Object.entries(ways).entries()) {
    const referral = idOf(n);
    const { statusCode } = await say(one, { referral, path, who: names[n] ?? '' });
    expect(statusCode, way).toBeLessThan(400);
    written.push(await lastOf(one, referral));
    // The same by two other ways has no second effect: nobody is told anything, and nothing is owed because of it.
    const others = Object.entries(ways);
    for (const [again, repeat] of [...others, ...others].slice(n + 1, n + 3)) {
      const before = await one.ledger.load(referral);
      expect(
        (await repeat(one, { referral, path, who: names[n] ?? '' })).statusCode,
        `${way}, then ${again}`,
      ).toBeLessThan(500);
      const after = (await one.ledger.history(referral)).slice(before?.head.version ?? 0);
      expect(
        after.flatMap(({ events }) => events),
        `${way}, then ${again}`,
      ).toEqual([]);
    }
  }
  const last = names.length - 1;
  const byText = async (id: string): Promise<void> => {
    await one.ports.toOrganisers.askedByText('07700900123', {
      ...{ link: linkIn(one.notify.outbox()[0]?.body).slice(3, 16), organisation: 'walking-group', since: jo.since },
      ...{ count: 1, askedAt: one.now() },
    });
    const text = await linkPages(one).ask({
      ...{ method: 'POST', path: '/notify/v1/received' },
      headers: { authorization: 'Bearer token of the callback', 'content-type': 'application/json' },
      body: JSON.stringify({ id, source_number: '447700900123', message: 'ALL' }),
    });
    expect(text.statusCode).toBe(204);
  };
  await byText('a1');
  written.push(await lastOf(one, idOf(last)));
  // By text message, too, what everybody stands with already is a repeat: nothing is written, and nobody is to ring the group.
  const all = () => Promise.all(names.map((_, n) => one.ledger.history(idOf(n))));
  const before = await all();
  await byText('a2');
  expect(await all()).toEqual(before);
  expect(written).toHaveLength(names.length);
  for (const { plain } of written) expect(plain).toEqual(written[0]?.plain);
  expect(written.map(({ actor }) => actor.client)).toEqual([
    ...['walking-group', 'link', 'link', 'pages', 'pages', 'pages', 'text-message'],
  ]);
}, 120_000);
