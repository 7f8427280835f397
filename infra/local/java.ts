import { execFileSync, spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

const debianPackage = 'openjdk-17-jre-headless';
const commands: Partial<Record<NodeJS.Platform, string>> = {
  linux: `apt-get update && apt-get install -y ${debianPackage}`,
  darwin: 'brew install openjdk@17',
};

const find = (): string | undefined => {
  const home = process.env.JAVA_HOME;
  const folders = [...(home ? [join(home, 'bin')] : []), ...(process.env.PATH ?? '').split(delimiter)];
  return folders
    .filter((folder) => folder !== '')
    .map((folder) => join(folder, 'java'))
    .find(isProgram);
};

const isProgram = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

const mayInstall = (): boolean => process.getuid?.() === 0 && spawnSync('apt-get', ['--version']).status === 0;

/** DynamoDB Local is a Java program. Installed where that can be done without asking, named with its command where not. */
export const java = (): string => {
  const found = find();
  if (found) return found;
  if (mayInstall()) {
    process.stderr.write('Installing Java for DynamoDB Local\n');
    execFileSync('apt-get', ['update', '-qq'], { stdio: 'ignore' });
    execFileSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', debianPackage], { stdio: 'ignore' });
    const installed = find();
    if (installed) return installed;
  }
  throw new Error(
    `Java 17 or later is missing. Install it with: ${commands[process.platform] ?? 'https://adoptium.net'}`,
  );
};

if (import.meta.main) java();
