import type { Need } from '../../../contracts/directory/needs.ts';

export const suggestedKinds = ['service', 'gap'] as const;
export const verdicts = ['accepted', 'declined'] as const;

interface Who {
  readonly organisation: string;
  /** Staff code. */
  readonly person: string;
}

/** A service that the directory lacks, or a need for which there is none at a place: what a patient group knows and no system does. */
export interface Suggested extends Who {
  readonly kind: (typeof suggestedKinds)[number];
  readonly need: Need;
  /** Outward code: `GL3`. */
  readonly place: string;
  /** Name, when, how to ask; or what is missing. About nobody. */
  readonly says: string;
  readonly at: string;
}

export interface Suggestion extends Suggested {
  readonly id: string;
  /** What the council or the service made of it; until then nobody else is shown it. */
  readonly decided?: Who & { readonly at: string; readonly is: (typeof verdicts)[number]; readonly why: string };
}

/** What counts in the report of gaps. */
export const acceptedGaps = (all: readonly Suggestion[]): readonly Suggestion[] =>
  all.filter(({ kind, decided }) => kind === 'gap' && decided?.is === 'accepted');
