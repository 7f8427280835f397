import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { areaFaults, areaToDo } from '../../contracts/areas/area-faults.ts';
import { root } from '../build/root.ts';
import { command } from './command.ts';
import { newArea, placesOf } from './new-area.ts';

const usage = [
  'npm run -s area -- new <name>      a folder in contracts/areas from the template, and its test, which is run',
  'npm run -s area -- check <name>    what cannot be of it, and what is still to be seen to before it is for people',
].join('\n');

const check = async (name: string): Promise<void> => {
  const file = join(placesOf(name).folder, 'area.ts');
  if (!existsSync(join(root, file))) throw new Error(`There is no ${file}.`);
  const { area } = await import(pathToFileURL(join(root, file)).href);
  const faults = areaFaults(area);
  console.log([...faults.map((one) => `Wrong: ${one}`), ...areaToDo(area).map((one) => `To do: ${one}`)].join('\n'));
  console.log(
    faults.length === 0 ? `${area.name}: a hub can be run for it.` : `${area.name}: nothing starts with this.`,
  );
  if (faults.length > 0) process.exitCode = 1;
};

const runTest = (name: string): void => {
  const vitest = join(root, 'node_modules/vitest/vitest.mjs');
  const given = ['run', '--config', 'tests/vitest.config.ts', '--project', 'unit', placesOf(name).test];
  const { status } = spawnSync(process.execPath, [vitest, ...given], { cwd: root, stdio: 'inherit' });
  if (status !== 0) process.exitCode = 1;
};

await command(async () => {
  const [verb, name, ...more] = process.argv.slice(2);
  if (name === undefined || more.length > 0) throw new Error(usage);
  if (verb === 'check') return check(name);
  if (verb !== 'new') throw new Error(usage);
  console.log((await newArea(root, name)).map((file) => `Made ${file}`).join('\n'));
  runTest(name);
  await check(name);
  console.log(
    `Replace what is the template's in ${placesOf(name).folder}, register its coordinator ('organisation -- add'), and name it in contracts/areas/this-area.ts.`,
  );
}, usage);
