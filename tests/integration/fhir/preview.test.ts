import { afterAll, beforeAll, expect, test } from 'vitest';
import { systems } from '../../../contracts/systems.ts';
import { onwardBundle, startWorld, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world?.stop());

const input = [
  {
    type: { coding: [{ system: systems.request, code: 'reason-for-partner' }] },
    valueString: 'Would like company outdoors',
  },
];

const asked = async (owner: string, task: object = {}): Promise<{ text: string; lines: string[] }> => {
  const ids = await world.send('L99901');
  await world.change('CWS01', `/Task/${ids.Task}`, { status: 'accepted' });
  const body = onwardBundle(ids, { owner, task: { input, ...task } });
  const answer = await world.ask('POST', '', { as: 'CWS01', body });
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  const [, { response }] = answer.body.entry;
  const [issue] = response.outcome?.issue ?? [];
  return { text: issue?.details.text ?? '', lines: issue?.diagnostics.split('\n') ?? [] };
};

test('whoever asks a partner reads what that partner will see of the person, and what it will not', async () => {
  const { text, lines } = await asked('walking-group');
  expect(text).toMatch(/^What .+ sees of the person$/);
  expect(lines).toContain('Reason is not shown: its agreement is for the name alone.');
  expect(lines.join()).not.toContain('Would like company');
});

test('with an agreement for it the words are shown as they will be read', async () => {
  expect((await asked('COU01')).lines).toContain('Reason: Would like company outdoors');
});

test('nothing is shown of what stays with the service itself', async () => {
  expect((await asked('CWS01')).text).toBe('');
});
