import { createHash } from 'node:crypto';
import { globSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import nunjucks from 'nunjucks';
import { z } from 'zod';
import { components } from '../../functions/web/shell/components.ts';
import { fewStyles, nhsuk, pageStyles } from './page-styles.ts';
import { replaceFile } from './replace-file.ts';
import { root } from './root.ts';

const shell = join(root, 'functions/web/shell');
const templatesFile = join(shell, 'templates.generated.js');
const stylesFile = join(shell, 'styles.generated.js');
const inputs = (): string[] =>
  ['infra/build/*.ts', 'functions/web/**/*.{ts,njk,scss}', 'package-lock.json'].flatMap((pattern) =>
    globSync(pattern, { cwd: root }),
  );

/** Indents and line breaks of templates would be most of a page. */
const environment = new nunjucks.Environment(null, { autoescape: true, trimBlocks: true, lstripBlocks: true });
const unindented = (text: string): string => text.replace(/\n\s+/g, '\n');

const source = (name: string): string =>
  readFileSync(name.startsWith('nhsuk/') ? join(nhsuk, name.slice('nhsuk/'.length)) : join(shell, name), 'utf8');

const reads = /{%-?\s*(?:from|include|import|extends)\s+"([^"]+)"/g;

/** The templates that pages begin with, and all that those read: name to source. */
const templatesOf = (): ReadonlyMap<string, string> => {
  const found = new Map<string, string>();
  const left = ['page.njk', ...components.map((name) => `nhsuk/components/${name}/template.njk`)];
  for (const name of left) {
    if (found.has(name)) continue;
    found.set(name, source(name));
    left.push(...[...source(name).matchAll(reads)].map(([, other = '']) => other));
  }
  return found;
};

/** nunjucks hands over a list, whatever its types say. */
const codeOf = (made: unknown): string => z.tuple([z.object({ template: z.string() })]).parse(made)[0].template;

/** Templates become plain JavaScript here, so that no function compiles any. */
const compiled = (templates: ReadonlyMap<string, string>): string => {
  const entries = [...templates].map(([name, text]) =>
    nunjucks.precompileString(unindented(text), {
      ...{ name, env: environment },
      wrapper: (made) => `${JSON.stringify(name)}: (() => {${codeOf(made)}})(),\n`,
    }),
  );
  return `export const templates = {\n${entries.join('')}};\n`;
};

const styles = (name: string, text: string): string => {
  const hash = createHash('sha256').update(text).digest('hex').slice(0, 16);
  return `export const ${name} = ${JSON.stringify({ file: `${name}-${hash}.css`, text })};\n`;
};

/** Templates and style sheet of pages as modules. Does nothing when the outputs are newer than their inputs. */
export const buildPageParts = async (): Promise<void> => {
  const made = Math.min(
    ...[templatesFile, stylesFile].map((file) => statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0),
  );
  const changed = inputs().filter((file) => !file.includes('.generated.'));
  if (changed.every((input) => statSync(join(root, input)).mtimeMs < made)) return;
  const templates = templatesOf();
  const few = fewStyles((name) => templates.get(`nhsuk/components/${name}/template.njk`) ?? '');
  await replaceFile(stylesFile, styles('styles', pageStyles([...templates.values()])) + styles('fewStyles', few));
  await replaceFile(templatesFile, compiled(templates));
};

if (import.meta.main) await buildPageParts();
