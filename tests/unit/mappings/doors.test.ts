import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Door } from '../../../mappings/door.ts';
import { doors } from '../../../mappings/doors.ts';
import { seenByDutyOwner, showToDutyOwner } from '../../../mappings/safeguarding/glass.ts';
import { showToCoordinator } from '../../../mappings/wellbeing/show.ts';
import { filled } from './partner/markers.ts';

const mappings = new URL('../../../mappings/', import.meta.url);

test('every function that shows something stands behind a row; the coordinator alone needs none', async () => {
  const files = readdirSync(mappings, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  const modules = await Promise.all(files.map((file): Promise<object> => import(new URL(file, mappings).pathname)));
  const showing = modules.flatMap((module) => Object.entries(module)).filter(([name]) => /^show[A-Z]/.test(name));
  const behind: unknown[] = Object.values<Door>(doors).flatMap(({ shows = [] }) => shows);
  expect(showing.length).toBeGreaterThan(10);
  expect(showing.filter(([, show]) => !behind.includes(show)).map(([name]) => name)).toEqual([showToCoordinator.name]);
});

test('a duty owner is shown the types and the elements that the row names, and nothing else', () => {
  const lists = Object.entries<(typeof seenByDutyOwner)['Task']>(seenByDutyOwner);
  for (const [type, list] of lists) {
    const shown = showToDutyOwner(JSON.parse(JSON.stringify(filled(type, 1))));
    const named: readonly string[] = list.flatMap(({ elements }) => elements);
    expect(Object.keys(shown ?? {}).filter((element) => !named.includes(element))).toEqual([]);
    expect(shown).toBeDefined();
  }
  for (const type of ['Encounter', 'DocumentReference', 'AllergyIntolerance', 'Immunization'])
    expect(showToDutyOwner(JSON.parse(JSON.stringify({ resourceType: type })))).toBeUndefined();
});
