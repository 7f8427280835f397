import type { Html } from '../html.ts';
import { component } from '../shell/render.ts';
import { words } from '../words/words.ts';

/** What is wrong with a field, by the field's id. */
export type Problems = Readonly<Record<string, string>>;

export const hasProblems = (problems: Problems): boolean => Object.keys(problems).length > 0;

/** https://service-manual.nhs.uk/design-system/components/error-summary: first on the page, each a link to its field. */
export const problemSummary = (problems: Problems): Html | undefined =>
  hasProblems(problems)
    ? component('error-summary', {
        titleText: words.forms.problem,
        errorList: Object.entries(problems).map(([id, text]) => ({ text, href: `#${id}` })),
      })
    : undefined;

/** The same words at the field itself. */
export const problemAt = (problems: Problems, id: string): { readonly errorMessage?: { readonly text: string } } => {
  const text = problems[id];
  return text === undefined ? {} : { errorMessage: { text } };
};
