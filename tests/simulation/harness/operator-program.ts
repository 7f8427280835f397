import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const repository = fileURLToPath(new URL('../../../', import.meta.url));
const compiled = { NODE_COMPILE_CACHE: join(repository, '.build/compiled') };

/** A command of the operator, as a program of its own on the hub whose data lie there. @throws where it ends otherwise than with 0 */
export const operatorProgram = (
  data: string,
  name: string,
  words: readonly string[],
): Promise<{ readonly stdout: string; readonly stderr: string }> =>
  run(process.execPath, [join(repository, 'infra/operator', `${name}.ts`), ...words], {
    env: { ...process.env, ...compiled, HANDOVER_DATA: data, NODE_OPTIONS: '' },
    maxBuffer: 2 ** 28,
  });
