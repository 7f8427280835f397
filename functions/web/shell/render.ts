import slim from 'nunjucks/browser/nunjucks-slim.js';
import { Html } from '../html.ts';
import type { PageComponent, ParamsOf } from './component-params.ts';
import { templates } from './templates.generated.js';

const environment = new slim.Environment([new slim.PrecompiledLoader(templates)], { autoescape: true });

/** What is HTML already goes in as it is (nunjucks escapes a string, and not its own SafeString). */
const marked = (value: unknown): unknown => {
  if (value instanceof Html) return environment.getFilter('safe')(value.text);
  if (Array.isArray(value)) return value.map(marked);
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, marked(part)]));
  return value;
};

const rendered = (template: string, context: object): Html =>
  new Html(
    environment.render(template, Object.fromEntries(Object.entries(context).map(([k, v]) => [k, marked(v)]))).trim(),
  );

/** A component of the NHS design system by its own template; parameters as its documentation has them. */
export const component = <C extends PageComponent>(name: C, params: ParamsOf<C>): Html =>
  rendered(`nhsuk/components/${name}/template.njk`, { params });

/** The document around a page. */
export const shell = (context: object): Html => rendered('page.njk', context);
