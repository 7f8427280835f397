import { describe, expect, test } from 'vitest';
import type { PageBack } from '../../functions/delivery/mail/returned.ts';
import { sentAgain } from '../../functions/delivery/settle.ts';
import { writeOf } from '../../functions/delivery/tell-head.ts';
import { obligations } from '../../functions/domain/owed/obligations.ts';
import type { OtherWays } from '../../functions/domain/reach.ts';
import { responseTo } from '../../infra/local/mesh/response.ts';
import { booked, id } from '../unit/views/made-referral.ts';
import { meshOfFile } from './mesh-of-file.ts';
import { recipientsOfFile } from './recipients.ts';

const byMesh = meshOfFile(recipientsOfFile());

const first = 'L99901#M#0000002';
const mail = 'letters@churchdown.nhs.net';
const post = ['Churchdown Surgery', '1 Parton Road', 'GL3 2JH'];

const failed = (): never => {
  throw new Error('Not there');
};

/** A practice that was sent a page by e-mail. */
const mailed = async (otherWays: OtherWays = {}) => {
  const hub = await byMesh({ changes: { L99901: { otherWays: { polls: false, mail, ...otherWays } } } });
  await hub.told(booked());
  await hub.deliver();
  const [page] = hub.mails;
  if (!page) throw new Error('Nothing was sent');
  const returns = async (because: PageBack['because'], document = page.id) =>
    (await hub.ports.documents()).returned(hub.ports, { document, ...(because ? { because } : {}) });
  return { ...hub, page, returns };
};

describe('a page by e-mail', () => {
  test.each(['bounced', 'rejected', 'complained'] as const)(
    'that is %s is refused after all: a person owes it, with the letter at hand',
    async (because) => {
      const { returns, row, records, ledger, attempts } = await mailed();
      expect(await row(first)).toMatchObject({ outcome: 'sent', told: 3, way: 'mail' });
      await returns(because);
      const after = await row(first);
      expect(after).toMatchObject({ outcome: 'refused', ended: 3, way: 'mail' });
      expect(after?.told).toBeUndefined();
      expect(await records()).toEqual([
        ['m2', 'sent', 'mail'],
        ['m2', 'refused', 'mail'],
      ]);
      const { referral } = (await ledger.load(id)) ?? {};
      expect(referral && obligations(referral).map(({ what }) => what)).toContain('tell-otherwise');
      expect(attempts.at(-1)).toMatchObject({ givenUp: true, way: 'mail', verdict: { reason: because } });
    },
  );

  test('that bounces goes on with the next way', async () => {
    const { returns, deliver, queued, row, records } = await mailed({ post });
    await returns('bounced');
    expect(queued.at(-1)?.referral).toBe(id);
    await deliver();
    expect(await row(first)).toMatchObject({ outcome: 'by-hand', way: 'post' });
    expect(await records()).toEqual([
      ['m2', 'sent', 'mail'],
      ['m2', 'by-hand', 'post'],
    ]);
  });

  test('that comes back twice is settled once', async () => {
    const { returns, records, attempts } = await mailed();
    await returns('bounced');
    const before = attempts.length;
    await returns('bounced');
    await returns('complained');
    expect(attempts).toHaveLength(before);
    expect(await records()).toHaveLength(2);
  });

  test('that is sent again stands as sent, and as refused once that comes back too', async () => {
    const { returns, rows, row, deliver, later, records, ledger } = await mailed();
    const owed = async () => obligations((await ledger.load(id))?.referral ?? failed()).map(({ what }) => what);
    await returns('bounced');
    later(60);
    const bounced = (await row(first)) ?? failed();
    await rows.write(writeOf(bounced, sentAgain(bounced)));
    await deliver();
    expect(await owed()).not.toContain('tell-otherwise');
    later(60);
    await returns('bounced');
    expect(await owed()).toContain('tell-otherwise');
    expect((await records()).map(([, outcome]) => outcome)).toEqual(['sent', 'refused', 'sent', 'refused']);
  });

  test('stays sent when nothing is said that ends it, or of a page that nobody sent', async () => {
    const { returns, row, records } = await mailed();
    await returns(undefined);
    await returns('bounced', '81e1722c-b7ff-8029-8418-376707169f11');
    expect(await row(first)).toMatchObject({ outcome: 'sent', told: 3 });
    expect(await records()).toEqual([['m2', 'sent', 'mail']]);
  });

  test('is answered by nobody: a MESH message that names it is strange', async () => {
    const { page, mesh, look, row, strange } = await mailed();
    mesh.mailboxes.put({
      ...{ to: 'X26HUB01', from: 'X26GP001', workflow: 'GPCONNECT_SEND_DOCUMENT_ACK', localId: 'x' },
      body: responseTo(page.id, 'not-ours'),
    });
    await look();
    expect(strange).toEqual(['X26GP001']);
    expect(await row(first)).toMatchObject({ outcome: 'sent' });
  });
});
