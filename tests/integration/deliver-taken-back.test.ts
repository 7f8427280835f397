import { describe, expect, test } from 'vitest';
import { obligations } from '../../functions/domain/owed/obligations.ts';
import type { OtherWays } from '../../functions/domain/reach.ts';
import { responseTo } from '../../infra/local/mesh/response.ts';
import { reports } from '../unit/domain/acts.ts';
import { booked, coordinator, day, id, type Made, next } from '../unit/views/made-referral.ts';
import { meshOfFile } from './mesh-of-file.ts';
import { recipientsOfFile } from './recipients.ts';

/** What a practice said that it has, and then said that it has not; and what is heard while a page is just being sent. */
const byMesh = meshOfFile(recipientsOfFile());
const first = 'L99901#M#0000002';
const mail = 'letters@churchdown.nhs.net';
const post = ['Churchdown Surgery', '1 Parton Road', 'GL3 2JH'];

const failed = (): never => {
  throw new Error('Not there');
};

const practiceWith = async (otherWays: OtherWays) => {
  const hub = await byMesh({ changes: { L99901: { otherWays: { polls: false, ...otherWays } } } });
  await hub.told(booked());
  const newest = async () => (await hub.ledger.load(id))?.referral ?? failed();
  return {
    ...{ ...hub, newest },
    owed: async () => obligations(await newest()).map(({ what }) => what),
    bounces: async () =>
      (await hub.ports.documents()).returned(hub.ports, {
        document: hub.mails[0]?.id ?? failed(),
        because: 'bounced',
      }),
  };
};

const mesh = 'X26GP001';

describe('a document that the practice took and then refused', () => {
  test.each(['taken', 'right-person'] as const)('(%s) is owed by a person, who tells it otherwise', async (before) => {
    const { deliver, look, collects, records, owed, later } = await practiceWith({ mesh, post });
    await deliver();
    collects(before, 'refused');
    await look();
    later(60);
    await deliver();
    expect((await records()).map(([, outcome, way]) => `${outcome} ${way}`)).toEqual([
      before === 'taken' ? 'infrastructure-ack document' : 'business-ack document',
      'refused document',
      'by-hand post',
    ]);
    expect(await owed()).toContain('tell-otherwise');
  });

  test('is so too when it was filed with the right person, and there is no other way', async () => {
    const none = await practiceWith({ mesh });
    await none.deliver();
    none.collects('right-person', 'refused');
    await none.look();
    expect(await none.owed()).toContain('tell-otherwise');
  });

  test('goes by e-mail, which is told; once that bounces it is owed', async () => {
    const { deliver, look, collects, bounces, owed, later } = await practiceWith({ mesh, mail });
    await deliver();
    collects('taken', 'refused');
    await look();
    await deliver();
    expect(await owed()).not.toContain('tell-otherwise');
    later(60);
    await bounces();
    expect(await owed()).toContain('tell-otherwise');
  });

  test('goes no other way once the person is known to be with another practice: it waits', async () => {
    const { deliver, look, collects, mails, told, newest, owed, later, mesh: hub } = await practiceWith({ mesh, mail });
    await deliver();
    const { localId } = collects('taken');
    await look();
    const standing: Made = { ...booked(), referral: await newest() };
    const elsewhere = reports('other-practice', { task: `${id}.t1`, confirmed: true });
    await told(next(standing, coordinator, elsewhere, day(20, 10)));
    later(3600);
    hub.mailboxes.put({
      ...{ to: 'X26HUB01', from: mesh, workflow: 'GPCONNECT_SEND_DOCUMENT_ACK', localId: 'x' },
      body: responseTo(localId, 'refused'),
    });
    await look();
    await deliver();
    expect(mails.map(({ to }) => to)).toEqual([]);
    expect(await owed()).toContain('clear-practice');
  });
});

test.each([
  ['e-mail that bounces', { mail }],
  ['a document that is refused', { mesh }],
])('%s while it is just being noted as sent is heard again, and not lost', async (_, otherWays) => {
  const practice = await practiceWith(otherWays);
  const { ports, deliver, look, later, bounces, collects, row, owed } = practice;
  const back = async () => {
    if ('mail' in otherWays) return bounces();
    if (practice.waiting().length > 0) collects('refused');
    await look();
  };
  const tooEarly: unknown[] = [];
  const { keep } = ports;
  Object.assign(ports, {
    keep: async (...kept: Parameters<typeof keep>) => {
      // What goes to the person goes another way.
      if (kept[0].recipient !== 'L99901') return keep(...kept);
      await back().catch((error: unknown) => tooEarly.push(error));
      await keep(...kept);
    },
  });
  await deliver();
  expect(tooEarly).toHaveLength(1);
  later(90);
  await back();
  expect((await row(first))?.outcome).toBe('refused');
  expect(await owed()).toContain('tell-otherwise');
});
