import { cp, mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { areaFaults, areaToDo } from '../../../contracts/areas/area-faults.ts';
import { area as template } from '../../../contracts/areas/template/area.ts';
import { root } from '../../../infra/build/root.ts';
import { newArea } from '../../../infra/operator/new-area.ts';
import { comesTo } from '../areas/tests-of-area.ts';

/** A checkout of its own: below ours, so that packages are found. */
let checkout = '';

beforeAll(async () => {
  await mkdir(join(root, '.build'), { recursive: true });
  checkout = await mkdtemp(join(root, '.build', 'area-'));
  await cp(join(root, 'contracts'), join(checkout, 'contracts'), { recursive: true });
  await cp(join(root, 'tests/unit/areas'), join(checkout, 'tests/unit/areas'), { recursive: true });
});

afterAll(() => rm(checkout, { recursive: true }));

test('a new area comes from the template under its own name, and holds together as it stands', async () => {
  const made = await newArea(checkout, 'east-riding');
  expect([...made].sort()).toEqual([
    'contracts/areas/east-riding/area.ts',
    'contracts/areas/east-riding/safeguarding.ts',
    'contracts/areas/east-riding/teams.ts',
    'tests/unit/areas/east-riding.test.ts',
  ]);
  const { area } = await import(pathToFileURL(join(checkout, 'contracts/areas/east-riding/area.ts')).href);
  expect(area).toEqual({ ...template, name: 'East Riding', eligibility: area.eligibility });
  expect(area.eligibility.elsewhere).toContain('live in East Riding');
  expect(areaFaults(area)).toEqual([]);
  expect([comesTo(area, { practice: 'Q99903' }), comesTo(area, { postcode: 'QQ2 1AA' })]).toEqual(['south', 'north']);
  const written = await Promise.all(made.map((file) => readFile(join(checkout, file), 'utf8')));
  expect(written.filter((text) => /template[/A-Z]|'Template/.test(text))).toEqual([]);
});

test('what is still the template’s is said before anybody is referred there', () => {
  expect(areaToDo(template).join('\n')).toMatch(/QQ1 has no place[\s\S]*number for drama[\s\S]*made-up codes/);
});

test('nothing that stands is written over, and no other name is taken', async () => {
  await expect(newArea(checkout, 'worcestershire')).rejects.toThrow('is there already');
  await expect(newArea(checkout, 'gloucestershire')).rejects.toThrow('is there already');
  await expect(newArea(checkout, '../elsewhere')).rejects.toThrow('small letters');
});
