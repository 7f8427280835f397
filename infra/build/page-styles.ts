import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compileString, Logger } from 'sass';
import { components } from '../../functions/web/shell/components.ts';
import { root } from './root.ts';
import { usedStyles } from './used-styles.ts';

/** What nhsuk-frontend is built of: templates and styles. */
export const nhsuk = join(root, 'node_modules/nhsuk-frontend/dist/nhsuk');

const always = ['generic', 'elements', 'objects', 'styles', 'utilities/visually-hidden'];

/** Of what components can do: what no page of the hub does. */
const never =
  /^nhsuk-(header__(navigation|search|menu|drop-down|organisation)|footer__(navigation|list|heading)|caption|input-wrapper|card)/;

/** What Internet Explorer calls forced colours. */
const oldName = ',(-ms-high-contrast: active)';

const source = (of: readonly string[]): string => `
@use "core/settings" with ($nhsuk-include-font-face: false);
${always.map((part) => `@use "core/${part}";`).join('\n')}
${of.map((name) => `@use "components/${name}";`).join('\n')}
@use "shell";
`;

/** Of pages that are opened once, on a telephone and far from a good mast: they are to stay small (issue 7: 50 kB). */
const fewComponents = ['button', 'footer', 'header', 'skip-link'] as const;
const fewPages = 'functions/web/{group/**/*.ts,own/**/*.ts,page.ts,shell/page.njk}';

const named = /nhsuk-[a-z0-9_-]*[a-z0-9]|\bapp-[a-z-]+/g;

const classesIn = (texts: readonly string[]): string[] => texts.flatMap((text) => text.match(named) ?? []);

/** Every class that pages name in full, and parts of components; a variant (`--`) of one is used when a page names it. */
const used = (templates: readonly string[], pages: string): Set<string> => {
  const ours = globSync(pages, { cwd: root, exclude: (file) => file.includes('.generated.') });
  const parts = classesIn(templates).filter((name) => !name.includes('--') && !name.startsWith('nhsuk-u-'));
  return new Set([
    ...classesIn(ours.map((file) => readFileSync(join(root, file), 'utf8'))),
    ...parts.filter((name) => !never.test(name)),
  ]);
};

const stylesOf = (of: readonly string[], templates: readonly string[], pages: string): string => {
  const { css } = compileString(source(of), {
    loadPaths: [nhsuk, join(root, 'functions/web/shell')],
    style: 'compressed',
    // Deprecations inside nhsuk-frontend are not ours to mend.
    logger: Logger.silent,
  });
  const plain = css
    .replace(/^\uFEFF/, '')
    .replaceAll(oldName, '')
    .trim();
  return usedStyles(plain, used(templates, pages));
};

/** The style sheet of all pages, from nhsuk-frontend's own sources, without what they do not use. */
export const pageStyles = (templates: readonly string[]): string =>
  stylesOf(components, templates, 'functions/web/**/*.{ts,njk}');

/** That of pages that a link opens. */
export const fewStyles = (templateOf: (component: string) => string): string =>
  stylesOf(fewComponents, fewComponents.map(templateOf), fewPages);
