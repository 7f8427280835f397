import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { systems } from '../../../contracts/systems.ts';
import { suggestionStore } from '../../../functions/directory/suggestions.ts';
import type { Suggested } from '../../../functions/domain/directory/suggestion.ts';
import { everyReferral } from '../../../infra/operator/every-referral.ts';
import { extendFacts } from '../../../infra/operator/extend-facts.ts';
import { output } from '../../unit/domain/acts.ts';
import { conversation, coordinator, day, id, type Made, move, next, opened } from '../../unit/views/made-referral.ts';
import { hubOn, register, write } from '../written.ts';
import { operatorOfFile } from './operator.ts';

/** Issue 9, 7: from what a link worker writes down at the end of a referral to the report of what is missing. */
const { folder, store, run } = operatorOfFile('gaps');
const facts = join(folder, 'facts.jsonl');

/** The person lives in GL3; nothing there is for yoga. */
const withoutService = (): Made => {
  const patient = { ...opened().referral.patient, address: [{ postalCode: 'GL3 2AA' }] };
  const taken = next(opened({ patient }), coordinator, move('accepted'), day(1));
  const spoken = next(taken, coordinator, conversation(), day(2));
  const outputs = [
    output('outcome', systems.outcome, 'no-service-available'),
    output('unmet-need', systems.need, 'yoga'),
  ];
  return next(spoken, coordinator, { kind: 'update-task', task: `${id}.t1`, to: 'completed', outputs }, day(3));
};

const suggestion = (more: Partial<Suggested> = {}): Suggested => ({
  ...{ kind: 'gap', need: 'yoga', place: 'GL3', says: 'Nobody teaches yoga here.', at: day(1) },
  ...{ organisation: 'L99901', person: 'priya.shah', ...more },
});
const decided = { is: 'accepted', why: '', at: day(2), organisation: 'CWS01', person: 'moses.obi' } as const;

test('that there was no service, with need and place, is counted in the report of gaps with what a group said; few are not shown', async () => {
  const { ledger } = hubOn(store(), register());
  const table = { client: store().client, table: store().ledgerTable };
  const every = async () => {
    const found: string[] = [];
    for await (const one of everyReferral(table)) found.push(one);
    return found;
  };
  const lines = async (from: number, to: number): Promise<void> => {
    for (let n = from; n < to; n += 1) await write(ledger, withoutService(), `${id.slice(0, -1)}${n}`);
    await extendFacts({ ledger, table, every }, facts, () => undefined);
  };
  const suggestions = suggestionStore({ client: store().client, table: store().directoryTable });
  await suggestions.suggest(suggestion(), 'one');
  const [said] = await suggestions.all();
  await suggestions.decide(said?.id ?? '', decided);
  const row = async () =>
    (await run('gaps', '--miles', '5', '--facts', facts)).split('\n').find((line) => /^Yoga.* GL3 /.test(line)) ?? '';

  await lines(0, 3);
  expect(await row()).toMatch(/none +not shown +1$/);
  await lines(3, 6);
  expect(await row()).toMatch(/none +6 +1$/);
  expect(readFileSync(facts, 'utf8')).not.toContain('GL3 2AA');
});

test('a suggestion that is sent twice stands once, and what somebody else decided before stands', async () => {
  const suggestions = suggestionStore({ client: store().client, table: store().directoryTable });
  const service = suggestion({ kind: 'service', says: 'Chair yoga, Drybrook hall.', at: day(4) });
  await suggestions.suggest(service, 'two');
  await suggestions.suggest({ ...service, at: day(5) }, 'two');
  const mine = (await suggestions.all()).filter(({ kind }) => kind === 'service');
  expect(mine.map(({ at }) => at)).toEqual([day(4)]);
  const of = mine[0]?.id ?? '';
  expect(await suggestions.decide(of, decided)).toBe(true);
  expect(await suggestions.decide(of, { ...decided, is: 'declined', why: 'No' })).toBe(false);
  expect(await run('suggested')).toMatch(/service .*to-enter/);
  const file = join(folder, 'accepted.csv');
  expect(await run('accepted', file)).toContain('1 to complete');
  expect(await run('check', file)).toContain('1 services can be loaded, 0 faults');
  expect(await suggestions.enter(of, { ...decided, entry: 'd.7' })).toBe(true);
  expect(await run('accepted', file)).toContain('Nothing that was accepted');
});
