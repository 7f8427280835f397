import type { Html } from '../html.ts';
import type { Component } from './components.ts';

interface Label {
  readonly text: string;
  readonly classes?: string;
}

interface Said {
  readonly text: string;
}

interface Field {
  readonly id: string;
  readonly name: string;
  readonly label: Label;
  readonly hint?: Said | undefined;
  readonly value?: string | undefined;
  readonly errorMessage?: Said | undefined;
  readonly classes?: string;
}

/** Of what the components take (service-manual.nhs.uk/design-system/components): what pages use. */
interface Params {
  readonly button: {
    readonly text: string;
    readonly href?: string;
    readonly name?: string;
    readonly value?: string;
    readonly classes?: string;
  };
  readonly checkboxes: {
    readonly idPrefix: string;
    readonly name: string;
    readonly fieldset?: { readonly legend: Label };
    readonly hint?: Said | undefined;
    readonly errorMessage?: Said | undefined;
    readonly items: readonly (
      | { readonly divider: string }
      | {
          readonly id?: string;
          readonly name?: string;
          readonly value: string;
          readonly text: string;
          readonly checked?: boolean;
        }
    )[];
  };
  readonly 'error-summary': {
    readonly titleText: string;
    readonly errorList: readonly { readonly text: string; readonly href?: string }[];
  };
  readonly fieldset: { readonly legend: Label; readonly html: Html };
  readonly input: Field & {
    readonly type?: string;
    readonly inputmode?: string;
    readonly autocomplete?: string;
    readonly spellcheck?: boolean;
  };
  readonly 'inset-text': { readonly html: Html };
  readonly radios: {
    readonly idPrefix: string;
    readonly name: string;
    readonly fieldset: { readonly legend: Label };
    readonly hint?: Said | undefined;
    readonly errorMessage?: Said | undefined;
    readonly value?: string | undefined;
    readonly items: readonly { readonly value: string; readonly text: string; readonly hint?: Said }[];
  };
  readonly 'summary-list': {
    readonly rows: readonly { readonly key: Said; readonly value: Said | { readonly html: Html } }[];
  };
  readonly textarea: Field & { readonly rows?: number };
}

/** Those that a page puts into its main part; the shell takes care of the others. */
export type PageComponent = Component & keyof Params;
export type ParamsOf<C extends PageComponent> = Params[C];
