import { expect, test } from 'vitest';
import { thisArea } from '../../../contracts/areas/this-area.ts';
import type { Participant } from '../../../functions/usecases/ports.ts';
import { personRows } from '../../../functions/views/person-rows.ts';
import type { Row } from '../../../functions/views/row.ts';
import { outboxPage, trainingRoutes } from '../../../functions/web/training/routes.ts';
import { paths } from '../../../functions/web/worklist/addresses.ts';
import type { Desk } from '../../../functions/web/worklist/staff-page.ts';
import { coordinator } from '../domain/cast.ts';
import { mobile, whoHas } from '../domain/people-to-write-to.ts';
import { booked, day, type Made, opened } from '../views/made-referral.ts';

const nothing = () => Promise.reject(new Error('A page that is read writes nothing'));
const service: Participant = {
  ...{ organisation: 'CWS01', name: 'Community Wellbeing Service', kind: 'coordinator', tier: 'full' },
  ...{ version: 1, active: true, identifier: { system: 's', value: 'CWS01' } },
};
/** At noon, so that it may go. */
const tried = day(3, 12);

/** Rows as they stand after a try: nothing left (delivery/guards.ts). */
const rowsOf = ({ referral }: Made): Row[] =>
  personRows(referral).map((row) => ({
    ...{ ...row, referral: referral.id, person: `${referral.id}.m${Number(row.sk.slice(-7))}`, item: {} },
    ...(row.notBefore ? {} : { outcome: 'by-hand' as const, lastTried: tried }),
  }));

const deskOf = (made: Made, role: Desk['person']['role']): Desk => ({
  ...{ publicUrl: 'https://hub.example', clock: () => tried, pause: nothing, area: thisArea },
  ...{ references: nothing, directory: { catalogue: nothing, capacity: nothing } },
  participants: { organisation: async () => service, client: async () => undefined },
  ledger: {
    ...{ aliasOf: nothing, isDisposed: nothing, append: nothing, history: nothing },
    load: async () => ({ referral: made.referral, head: { version: 1, at: tried, hash: '' }, seen: [] }) as never,
  },
  ...{ companions: nothing, load: nothing, next: nothing, told: async () => rowsOf(made) },
  ...{ changeStaff: nothing, overdue: nothing, practical: nothing, samePerson: nothing },
  ...{ companions: nothing, load: nothing },
  person: { organisation: service, person: { code: 'm', name: 'Moses Obi' }, role },
  request: {
    ...{ method: 'GET', path: paths.outbox, params: {}, query: new URLSearchParams(), body: '', now: tried },
    ...{ headers: { cookie: `__Host-session=${'s'.repeat(43)}` }, requestId: '', correlationId: '', bodyHash: '' },
    principal: { actor: coordinator, organisations: ['CWS01'] },
  },
});
const read = async (made: Made, role: Desk['person']['role'] = 'manager'): Promise<string> => {
  const reply = await outboxPage(async () => [made.referral.id])(deskOf(made, role));
  return 'text' in reply ? String(reply.text) : JSON.stringify(reply);
};

test('a manager of an area for training reads what would have gone to the person, word by word, and by which way', async () => {
  const page = await read(
    booked(opened({ patient: { ...whoHas({ telecom: [mobile] }), id: opened().referral.patient.id ?? '' } })),
  );
  expect(page).toContain('To the person, by text message: +447700900123');
  expect(page).toContain('You have a place on');
  // Its reminder has its time still.
  expect(page).not.toContain('This is to remind you');
});

test('whom nothing can be written to stands there as what it is', async () => {
  const page = await read(booked(opened({ patient: { ...whoHas({}), id: opened().referral.patient.id ?? '' } })));
  expect(page).toContain('somebody tells them');
  expect(page).not.toContain('You have a place on');
});

test('nobody but a manager has it, and where messages leave there is no such page', async () => {
  expect(await read(booked(), 'link-worker')).toContain('role-may-not');
  const ports = { ...deskOf(booked(), 'manager'), newest: async () => [] };
  expect(trainingRoutes(ports)).toEqual([]);
  const routes = trainingRoutes({ ...ports, area: { ...thisArea, mode: 'practice' } });
  expect(routes.map(({ path }) => path)).toEqual([paths.outbox]);
});
