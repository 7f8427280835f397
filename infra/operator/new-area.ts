import { cp, mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const nameForm = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

/** `east-riding` to `eastRiding`, as its constants begin; and to `East Riding`, as people read it. */
const camel = (name: string): string => name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
const title = (name: string): string =>
  name
    .split('-')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join(' ');

const isThere = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );

/** What an area is, and the test that it holds together: folder and file below the root of the repository. */
export const placesOf = (name: string): { readonly folder: string; readonly test: string } => ({
  folder: `contracts/areas/${name}`,
  test: `tests/unit/areas/${name}.test.ts`,
});

/** Copies the template under a name of its own. Nothing that stands is ever written over. */
export const newArea = async (root: string, name: string): Promise<readonly string[]> => {
  if (!nameForm.test(name)) throw new Error('The name is small letters, digits and hyphens, such as east-riding.');
  const [from, to] = [placesOf('template'), placesOf(name)];
  for (const place of [to.folder, to.test, `contracts/areas/${name}.ts`])
    if (await isThere(join(root, place))) throw new Error(`${place} is there already.`);
  await cp(join(root, from.folder), join(root, to.folder), { recursive: true });
  const files = (await readdir(join(root, to.folder))).map((file) => `${to.folder}/${file}`);
  await mkdir(join(root, 'tests/unit/areas'), { recursive: true });
  await cp(join(root, from.test), join(root, to.test));
  for (const file of [...files, to.test]) {
    const text = await readFile(join(root, file), 'utf8');
    const renamed = text
      .replaceAll('/template/', `/${name}/`)
      .replaceAll(/\btemplate(?=[A-Z])/g, camel(name))
      .replaceAll(/\bTemplate\b/g, title(name));
    await writeFile(join(root, file), renamed);
  }
  return [...files, to.test];
};
