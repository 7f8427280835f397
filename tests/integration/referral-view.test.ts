import { expect, test } from 'vitest';
import { referralLines } from '../../infra/operator/referral-view.ts';
import { booked, id, met } from '../unit/views/made-referral.ts';
import { jo } from './group-links.ts';
import { recipientsOfFile } from './recipients.ts';

const { hub, store } = recipientsOfFile();

test('what a group without software is sent is a line of its own, and of none of them is it said that the group asks for it', async () => {
  const one = hub({ changes: { 'walking-group': { organiser: jo } } });
  await one.told(met(booked(), 'attended'));
  const table = { client: store().client, table: store().ledgerTable };
  const { ledger, rows } = one;
  const lines = (await referralLines({ ledger, rows, table }, id)).split('\n');
  const told = lines.filter((line) => line.startsWith(' walking-group') && line.includes(': '));
  expect(told.filter((line) => line.includes('asks for it'))).toHaveLength(1);
  expect(told).toContainEqual(expect.stringMatching(/link about t2: nothing to send/));
  expect(told).toContainEqual(expect.stringMatching(/link about a1: nothing to send/));
  expect(lines).toContainEqual(expect.stringMatching(/^ holds over \d+ versions: no byte was changed/));
});
