/**
 * Components of nhsuk-frontend that pages are made of: their templates are in the bundles and their styles in the style
 * sheet (infra/build/page-parts.ts). Another page that needs another one adds its name here and a function in parts.ts.
 */
export const components = [
  'button',
  'checkboxes',
  'error-summary',
  'fieldset',
  'footer',
  'header',
  'input',
  'inset-text',
  'radios',
  'skip-link',
  'summary-list',
  'textarea',
] as const;

export type Component = (typeof components)[number];

/** Variants that components take by themselves, besides those that pages name: their styles stay. */
export const variants = [
  'nhsuk-form-group--error',
  'nhsuk-input--error',
  'nhsuk-textarea--error',
  'nhsuk-label--m',
  'nhsuk-fieldset__legend--m',
  'nhsuk-fieldset__legend--s',
  'nhsuk-button--secondary',
] as const;
