import { describe, expect, test } from 'vitest';
import { obligations } from '../../functions/domain/owed/obligations.ts';
import { responseTo } from '../../infra/local/mesh/response.ts';
import { booked, ended, id, met } from '../unit/views/made-referral.ts';
import { meshOfFile } from './mesh-of-file.ts';
import { recipientsOfFile } from './recipients.ts';

const recipients = recipientsOfFile();
const byMesh = meshOfFile(recipients);

const first = 'L99901#M#0000002';
const days = (n: number): number => n * 86_400;

describe('a practice that is reached by MESH', () => {
  test('gets its messages as documents at once, in order, and none waits for the answer to another', async () => {
    const { told, deliver, row, waiting } = await byMesh();
    await told(met(booked(), 'attended'));
    await deliver();
    await deliver();
    expect(waiting().map(({ workflow }) => workflow)).toEqual(Array(2).fill('GPCONNECT_SEND_DOCUMENT'));
    const [one, two] = waiting().map(({ body }) => JSON.parse(body));
    expect(JSON.stringify(one)).toContain('The first conversation with the person');
    expect(JSON.stringify(two)).toContain('Result of the first meeting');
    expect(one.entry[0].resource).toMatchObject({ resourceType: 'MessageHeader', event: { code: 'ITK007C' } });
    expect(one.entry[2].resource.entry[0].resource.input[0].valueAttachment.data).toMatch(/^JVBERi0/);
    expect(await row(first)).toMatchObject({ outcome: 'sent', way: 'document', awaits: '2026-11-27T09:00:00.000Z' });
    expect((await row(first))?.told).toBeUndefined();
  });

  test('counts as told when its system says that it has it, and not when it was handed over', async () => {
    const { told, deliver, row, look, collects, records, waiting } = await byMesh();
    await told(ended(met(booked(), 'attended')));
    await deliver();
    await deliver();
    await look();
    expect((await row(first))?.outcome).toBe('sent');
    while (waiting().length > 0) collects('taken');
    await look();
    expect(await row(first)).toMatchObject({ outcome: 'infrastructure-ack', told: 3 });
    expect(await records()).toEqual(['m2', 'm4', 'm5'].map((m) => [m, 'infrastructure-ack', 'document']));
    expect((await row(first))?.item.due).toBeUndefined();
  });

  test('that takes a document and files it is heard in one look, and nothing is left in the mailbox', async () => {
    const { told, deliver, look, collects, records, mesh } = await byMesh();
    await told(booked());
    await deliver();
    collects('taken', 'right-person');
    await look();
    await look();
    expect(await records()).toEqual([
      ['m2', 'infrastructure-ack', 'document'],
      ['m2', 'business-ack', 'document'],
    ]);
    expect(mesh.mailboxes.in('X26HUB01')).toEqual([]);
  });

  test('that collects nothing for five days has it by hand, and a person owes it with the letter at hand', async () => {
    const { told, deliver, later, row, look, records, ledger } = await byMesh();
    await told(booked());
    await deliver();
    later(days(5));
    await look();
    expect(await records()).toEqual([['m2', 'by-hand', 'document']]);
    expect(await row(first)).toMatchObject({ outcome: 'by-hand', ended: 3 });
    const { referral } = (await ledger.load(id)) ?? {};
    expect(referral && obligations(referral).map(({ what }) => what)).toContain('tell-otherwise');
    expect(referral?.communications.at(-1)?.payload).toEqual([
      { contentReference: { reference: `Binary/${id}.m2`, display: 'The letter to print' } },
    ]);
  });

  test('is not waited for when the report of MESH is lost: five days are five days', async () => {
    const { told, deliver, later, row } = await byMesh();
    await told(booked());
    await deliver();
    later(days(5));
    await deliver();
    expect(await row(first)).toMatchObject({ outcome: 'by-hand', ended: 3 });
  });

  test('that says "not our patient" ends it for every way, and a person finds out whose they are', async () => {
    const { told, deliver, row, look, collects, records, ledger, mails } = await byMesh({
      changes: { L99901: { otherWays: { polls: false, mesh: 'X26GP001', mail: 'letters@churchdown.nhs.net' } } },
    });
    await told(booked());
    await deliver();
    collects('taken', 'not-ours');
    await look();
    await deliver();
    expect(mails).toEqual([]);
    expect(await records()).toEqual([
      ['m2', 'infrastructure-ack', 'document'],
      ['m2', 'refused', 'document'],
    ]);
    expect(await row(first)).toMatchObject({ outcome: 'refused', ended: 3 });
    const { referral } = (await ledger.load(id)) ?? {};
    const owed = referral ? obligations(referral).map(({ what, who }) => [who, what]) : [];
    expect(owed).toContainEqual(['CWS01', 'confirm-circumstance']);
    expect(owed).toContainEqual(['CWS01', 'clear-practice']);
    expect(owed).not.toContainEqual(['CWS01', 'tell-otherwise']);
  });

  test('has an answer twice, or to something unknown: the one changes nothing, the other rings and is taken away', async () => {
    const { told, deliver, look, collects, records, mesh, strange } = await byMesh();
    await told(booked());
    await deliver();
    collects('taken', 'taken');
    mesh.mailboxes.put({ ...{ to: 'X26HUB01', from: 'X26GP001', workflow: 'OTHER', localId: 'x' }, body: '{}' });
    await look();
    expect(await records()).toHaveLength(1);
    expect(strange).toEqual(['X26GP001']);
    expect(mesh.mailboxes.in('X26HUB01')).toEqual([]);
  });

  test('is believed from its own mailbox only: whoever else answers for it is strange, and changes nothing', async () => {
    const { told, deliver, look, collects, records, row, mesh, strange } = await byMesh();
    await told(booked());
    await deliver();
    const { localId } = collects();
    for (const says of ['taken', 'not-ours'] as const)
      mesh.mailboxes.put({
        ...{ to: 'X26HUB01', from: 'X26OTHER', workflow: 'GPCONNECT_SEND_DOCUMENT_ACK', localId: 'x' },
        body: responseTo(localId, says),
      });
    await look();
    expect(await records()).toEqual([]);
    expect(await row(first)).toMatchObject({ outcome: 'sent' });
    expect(strange).toEqual(['X26OTHER', 'X26OTHER']);
    expect(mesh.mailboxes.in('X26HUB01')).toEqual([]);
  });

  test('is heard behind many strange messages: each is taken away, and none stays in front of it', async () => {
    const { told, deliver, look, collects, records, mesh, strange } = await byMesh();
    await told(booked());
    await deliver();
    for (let n = 0; n < 110; n += 1)
      mesh.mailboxes.put({ ...{ to: 'X26HUB01', from: 'X26OTHER', workflow: 'OTHER', localId: 'x' }, body: '{}' });
    collects('taken');
    await look();
    expect(strange).toHaveLength(110);
    expect(await records()).toEqual([['m2', 'infrastructure-ack', 'document']]);
  });

  test('without a mailbox that exists is tried no more by this way', async () => {
    const { told, deliver, row } = await byMesh({
      changes: { L99901: { otherWays: { polls: false, mesh: 'X26NONE1' } } },
    });
    await told(booked());
    await deliver();
    expect(await row(first)).toMatchObject({ outcome: 'refused', ended: 3 });
  });

  test('is tried again by the steps when MESH is not there', async () => {
    const { told, deliver, later, row, mesh, waiting } = await byMesh();
    await told(booked());
    await mesh.stop();
    await deliver();
    expect(await row(first)).toMatchObject({ outcome: 'later', attempts: 1, way: 'document' });
    expect(waiting()).toEqual([]);
    later(5);
    await deliver();
    expect(await row(first)).toMatchObject({ attempts: 2 });
  });
});
