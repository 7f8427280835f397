import { execFileSync, spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];
const packages = ['chromium', 'fonts-dejavu-core'];
const commands: Partial<Record<NodeJS.Platform, string>> = {
  linux: `apt-get update && apt-get install -y ${packages.join(' ')}`,
  darwin: 'brew install --cask chromium',
};

const isProgram = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

const find = (): string | undefined =>
  (process.env.PATH ?? '')
    .split(delimiter)
    .filter((folder) => folder !== '')
    .flatMap((folder) => names.map((name) => join(folder, name)))
    .find(isProgram);

const mayInstall = (): boolean => process.getuid?.() === 0 && spawnSync('apt-get', ['--version']).status === 0;

/** The browser of the tests of pages. Installed where that can be done without asking, named with its command where not. */
export const chromium = (): string => {
  const found = find();
  if (found) return found;
  if (mayInstall()) {
    process.stderr.write('Installing Chromium for the tests of pages\n');
    execFileSync('apt-get', ['update', '-qq'], { stdio: 'ignore' });
    execFileSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], { stdio: 'ignore' });
    const installed = find();
    if (installed) return installed;
  }
  throw new Error(
    `Chromium is missing. Install it with: ${commands[process.platform] ?? 'https://www.chromium.org/getting-involved/download-chromium'}`,
  );
};

if (import.meta.main) chromium();
