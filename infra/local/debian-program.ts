import { execFileSync, spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

interface Program {
  /** As people call it, and what it is for. */
  readonly name: string;
  readonly purpose: string;
  /** What its executable may be called, best first. */
  readonly executables: readonly string[];
  /** Looked into before the PATH. */
  readonly folders?: readonly string[];
  readonly debianPackages: readonly string[];
  /** A command or an address by platform; `other` where there is none. */
  readonly byHand: Partial<Record<NodeJS.Platform, string>> & { readonly other: string };
}

const isExecutable = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

const find = ({ executables, folders = [] }: Program): string | undefined =>
  [...folders, ...(process.env.PATH ?? '').split(delimiter)]
    .filter((folder) => folder !== '')
    .flatMap((folder) => executables.map((name) => join(folder, name)))
    .find(isExecutable);

const mayInstall = (): boolean => process.getuid?.() === 0 && spawnSync('apt-get', ['--version']).status === 0;

/** Where a program is that npm does not bring. Installed where that can be done without asking, named with its command where not. */
export const installed = (program: Program): string => {
  const { name, purpose, debianPackages, byHand } = program;
  const found = find(program);
  if (found) return found;
  if (mayInstall()) {
    process.stderr.write(`Installing ${name} for ${purpose}\n`);
    execFileSync('apt-get', ['update', '-qq'], { stdio: 'ignore' });
    execFileSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...debianPackages], {
      stdio: 'ignore',
    });
    const now = find(program);
    if (now) return now;
  }
  const linux = `apt-get update && apt-get install -y ${debianPackages.join(' ')}`;
  throw new Error(`${name} is missing. Install it with: ${{ linux, ...byHand }[process.platform] ?? byHand.other}`);
};
