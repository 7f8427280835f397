import { describe, expect, test } from 'vitest';
import type { OtherWays } from '../../functions/domain/reach.ts';
import { booked, day, id, met, opened } from '../unit/views/made-referral.ts';
import { meshOfFile, practiceMailbox } from './mesh-of-file.ts';
import { ok, status } from './recipient.ts';
import { recipientsOfFile } from './recipients.ts';

const recipients = recipientsOfFile();
const { listening } = recipients;
const byMesh = meshOfFile(recipients);

const first = 'L99901#M#0000002';
const second = 'L99901#M#0000004';
const days = (n: number): number => n * 86_400;
/** To the hour of the message, from the hub's first hour in these tests. */
const toItsHour = -days(19) + 3600;
const reached = (otherWays: OtherWays) => ({ changes: { L99901: { otherWays } } });
const mesh = practiceMailbox;
const mail = 'letters@churchdown.nhs.net';
const post = ['Churchdown Surgery', '1 Parton Road', 'GL3 2JH'];

describe('ways to a practice, in the order of the area', () => {
  test('an endpoint that refuses: the same message goes as a document at once, and the ledger says by which way', async () => {
    const gp = await listening(status(404));
    const { told, deliver, row, waiting, collects, look, records } = await byMesh({
      practice: gp,
      ...reached({ mesh }),
    });
    await told(booked());
    await deliver();
    expect([gp.received.length, waiting().length]).toEqual([1, 1]);
    expect(await row(first)).toMatchObject({ outcome: 'sent', way: 'document' });
    collects('taken');
    await look();
    expect(await records()).toEqual([['m2', 'infrastructure-ack', 'document']]);
  });

  test('an endpoint that is down has its ten tries, and then the document goes', async () => {
    const gp = await listening(status(503));
    const { told, deliver, later, row, waiting, attempts } = await byMesh({ practice: gp, ...reached({ mesh }) });
    await told(booked());
    for (const gap of [0, 5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000]) {
      later(gap);
      await deliver();
      expect(waiting()).toEqual([]);
    }
    later(86_400);
    await deliver();
    expect(waiting()).toHaveLength(1);
    expect(await row(first)).toMatchObject({ outcome: 'sent', way: 'document' });
    expect(attempts.filter((a) => a.way === 'fhir' && a.recipient === 'L99901')).toHaveLength(10);
    expect(attempts.some((a) => a.givenUp)).toBe(false);
  });

  test('an endpoint that is gone keeps nothing: what waits and what comes goes as documents, and somebody is called', async () => {
    const gp = await listening(status(410), ok);
    const { told, deliver, row, waiting, attempts } = await byMesh({ practice: gp, ...reached({ mesh }) });
    await told(met(booked(), 'attended'));
    await deliver();
    await deliver();
    expect([gp.received.length, waiting().length]).toEqual([1, 2]);
    expect(attempts[0]?.verdict.reason).toBe('gone');
    expect(await row(second)).toMatchObject({ outcome: 'sent', way: 'document' });
  });

  test('"not our patient" by FHIR goes no other way', async () => {
    const coding = [{ system: 'https://fhir.handover.example/CodeSystem/delivery-reason', code: 'not-our-patient' }];
    const outcome = {
      resourceType: 'OperationOutcome',
      issue: [{ severity: 'error', code: 'business-rule', details: { coding } }],
    };
    const gp = await listening(status(422, {}, JSON.stringify(outcome)));
    const { told, deliver, row, waiting, records, ledger } = await byMesh({ practice: gp, ...reached({ mesh, mail }) });
    await told(booked());
    await deliver();
    expect(waiting()).toEqual([]);
    expect(await records()).toEqual([['m2', 'refused', 'fhir']]);
    expect(await row(first)).toMatchObject({ outcome: 'refused', ended: 3 });
    const kept = (await ledger.load(id))?.referral.communications ?? [];
    expect(kept.find((c) => c.reasonCode?.[0]?.coding?.[0]?.code === 'not-our-patient')).toBeDefined();
  });

  test('what a practice does not fetch in two working days goes as a document; what it fetches then, it still has', async () => {
    const { told, deliver, later, row, waiting } = await byMesh(reached({ mesh }));
    later(toItsHour);
    await told(booked());
    await deliver();
    expect(waiting()).toEqual([]);
    expect(await row(first)).toMatchObject({ polled: true, item: { due: '2026-11-05T17:00:00.000Z' } });
    later(days(2));
    await deliver();
    expect(waiting()).toEqual([]);
    later(days(1));
    await deliver();
    expect(waiting()).toHaveLength(1);
    expect(await row(first)).toMatchObject({ way: 'document', outcome: 'sent' });
  });

  test.each(['since it was made', 'and it was looked at before'])(
    'what still waits to be fetched, %s, goes before what is newer, once there is an endpoint',
    async (state) => {
      const gp = await listening(ok);
      const endpoint = { url: 'https://gone.example' };
      const { told, deliver, later, change, row, ports } = await byMesh({
        ...reached({ mesh }),
        ...{ recipients: [gp] },
      });
      // That the person has to be rung would be a version, and the next one of this story is told as it stands.
      Object.assign(ports, { record: async () => true });
      later(toItsHour);
      if (state.startsWith('and')) change('L99901', { endpoint });
      await told(booked());
      change('L99901', { endpoint: undefined });
      await deliver();
      expect((await row(first))?.polled).toBe(true);
      change('L99901', { endpoint: { url: gp.endpoint } });
      later(days(1));
      await told(met(booked(), 'attended'));
      await deliver();
      expect(gp.received.map(({ body }) => body)).toMatchObject([{ id: `${id}.m2` }, { id: `${id}.m4` }]);
      later(days(4));
      await deliver();
      expect(gp.received).toHaveLength(2);
    },
  );

  test('without any other way what nobody fetches is given to a person, and fetching it takes that back', async () => {
    const { told, deliver, later, row, records } = await byMesh(reached({}));
    await told(booked());
    later(days(4));
    await deliver();
    expect(await row(first)).toMatchObject({ outcome: 'by-hand', ended: 3 });
    expect(await records()).toEqual([['m2', 'by-hand', 'poll']]);
  });

  test('a document that nobody collects goes by secure mail: one PDF, and nothing about anybody outside it', async () => {
    const { told, deliver, later, look, row, mails, records } = await byMesh(
      reached({ polls: false, mesh, mail, post }),
    );
    await told(booked());
    await deliver();
    later(days(5));
    await look();
    await deliver();
    expect(mails).toHaveLength(1);
    const [{ to, subject, text, file } = { to: '', subject: '', text: '', file: undefined }] = mails;
    expect(to).toBe(mail);
    expect(file?.name).toMatch(/^HO-\w{4}-\w{4}\.pdf$/);
    expect(Buffer.from(file?.bytes ?? []).toString('latin1')).toMatch(/^%PDF-1\.7/);
    expect(`${subject} ${text}`).not.toMatch(/Beryl|Gloster|9434765919|surgery/i);
    expect(await row(first)).toMatchObject({ outcome: 'sent', told: 3, way: 'mail' });
    expect(await records()).toEqual([['m2', 'sent', 'mail']]);
  });

  test('mail goes to no domain that is not secure here today', async () => {
    const options = reached({ polls: false, mail, post });
    const { told, deliver, mails, records } = await byMesh({
      ...options,
      area: { secureMailDomains: ['secure.nhs.uk'] },
    });
    await told(booked());
    await deliver();
    expect(mails).toEqual([]);
    expect(await records()).toEqual([['m2', 'by-hand', 'post']]);
  });

  test("what is to be printed and posted is a person's at once, until they say that it was told", async () => {
    const { told, deliver, records, row } = await byMesh(reached({ polls: false, post }));
    await told(booked());
    await deliver();
    expect(await records()).toEqual([['m2', 'by-hand', 'post']]);
    expect(await row(first)).toMatchObject({ outcome: 'by-hand', way: 'post', ended: 3 });
  });

  test('another area has another order', async () => {
    const gp = await listening(ok);
    const { told, deliver, waiting } = await byMesh({
      practice: gp,
      ...reached({ mesh }),
      area: { ways: ['document', 'fhir'] },
    });
    await told(booked());
    await deliver();
    expect([gp.received.length, waiting().length]).toEqual([0, 1]);
  });

  test('a paused practice gets nothing by any way', async () => {
    const paused = { reason: 'operator' as const, since: day(1) };
    const { told, deliver, waiting, row } = await byMesh({
      changes: { L99901: { otherWays: { polls: false, mesh }, paused } },
    });
    await told(booked());
    await deliver();
    expect(waiting()).toEqual([]);
    expect(await row(first)).toMatchObject({ outcome: 'later' });
  });

  test('whom the request names for the answers, and who takes no part, is told by a person and by no machine', async () => {
    const gp = await listening(ok);
    const { told, deliver, waiting, records } = await byMesh({ practice: gp, ...reached({ mesh }) });
    await told(booked(opened({ answersTo: { display: 'Community nurses, Stroud' } })));
    await deliver();
    expect([gp.received.length, waiting().length]).toEqual([0, 0]);
    expect(await records()).toEqual([['m2', 'by-hand', 'fhir']]);
  });
});
