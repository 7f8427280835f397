import { expect, test } from 'vitest';
import { z } from 'zod';
import { thisSafeguarding } from '../../contracts/areas/this-safeguarding.ts';
import { nextReading } from '../../functions/domain/concern/rota.ts';
import { eventually } from '../../infra/local/demo/patience.ts';
import { type StartedHub, startedHub } from './hub.ts';
import { did } from './loop.ts';

const mails = z.object({
  mails: z.array(z.object({ to: z.array(z.string()), subject: z.string(), text: z.string() })),
});
const mailed = async (hub: StartedHub) => mails.parse(await hub.control('/outbox')).mails;
const desk = 'adults-duty@safeguarding.example';
const lead = 'designated-lead@safeguarding.example';

const secret = 'Wren-Quillfeather says that he is hit at home';
const concern = {
  ...{ level: 'unsafe', who: 'adult', says: secret },
  about: { kind: 'worker', organisation: 'walking-group', name: 'Ottoline Marker' },
  from: { name: 'Peregrine Marker', reach: '01632 960999' },
};

/** Moves the hub to a minute after the desk has begun to read. */
const whenRead = async (hub: StartedHub): Promise<void> => {
  const now = await hub.now();
  const { from } = nextReading(thisSafeguarding, 'adults', now.toISOString());
  await hub.advance((Date.parse(from) - now.getTime()) / 60_000 + 1);
};

const told = (hub: StartedHub, count: number) =>
  eventually(`${count} readers were told`, async () => {
    const all = await mailed(hub);
    return all.filter(({ subject }) => subject.includes('sg-')).length >= count ? all : undefined;
  });

test('a group says that somebody is not safe: told by id alone, escalated, read with a name, and nowhere else', async () => {
  const hub = await startedHub();
  await whenRead(hub);
  const mensShed = await hub.as('mens-shed', 'mens-shed');
  const before = did(await mensShed('GET', '/safeguarding/v1/concerns'));
  expect(before.body).toMatchObject({
    always: [{ telephone: '999' }, { telephone: '111' }],
    adults: { readNow: true, ring: [{ telephone: '01632 960201' }, {}] },
    children: { ring: [{ telephone: '01632 960301' }, {}] },
  });
  const id = '7d0f4f9e-54f1-4d0c-8f2b-6a6a5a1c0001';
  const raised = did(await mensShed('POST', '/safeguarding/v1/concerns', concern, { 'x-request-id': id }));
  expect(raised.body).toMatchObject({ id: expect.stringMatching(/^sg-/), readNow: true, ring: [{}, {}] });
  const again = await mensShed('POST', '/safeguarding/v1/concerns', concern, { 'x-request-id': id });
  expect(again.body).toEqual({ ...Object(raised.body), readFrom: expect.any(String) });
  const { id: reference } = z.object({ id: z.string() }).parse(raised.body);

  await hub.advance(1);
  expect((await told(hub, 1)).filter(({ to }) => to[0] === desk)).toMatchObject([{ text: `${reference}\n` }]);
  await hub.advance(31);
  expect((await told(hub, 2)).filter(({ to }) => to[0] === lead)).toMatchObject([{ text: `${reference}\n` }]);

  const duty = await hub.as('safeguarding-desk', 'safeguarding-desk');
  expect(did(await duty('GET', '/safeguarding/v1/duty/concerns')).body).toMatchObject({
    concerns: [{ id: reference }],
  });
  const path = `/safeguarding/v1/duty/concerns/${reference}`;
  const read = did(await duty('POST', `${path}/read`, { name: 'Ada Duty', reason: 'I am on duty' }));
  expect(read.body).toMatchObject({ says: secret, opened: [{ what: 'read', name: 'Ada Duty' }] });
  did(await duty('POST', `${path}/acknowledge`, { name: 'Ada Duty' }));
  await hub.advance(35);
  await hub.settled('the sweep is over');
  expect((await mailed(hub)).filter(({ subject }) => subject.includes('sg-'))).toHaveLength(2);
  for (const ask of [await hub.as('walking-group', 'walking-group'), await hub.as('wellbeing-service', 'CWS01')]) {
    expect((await ask('GET', '/safeguarding/v1/duty/concerns')).status).toBe(404);
    expect((await ask('POST', `${path}/read`, { name: 'Somebody', reason: 'None' })).status).toBe(404);
  }
});
