import type { FhirResource } from 'fhir/r4.js';
import type { Referral } from '../../../domain/referral.ts';
import type { Row } from '../../../views/row.ts';
import type { Parameter } from './parameter.ts';

/** Parameters that steer the answer rather than choose what is in it. `_page` is ours: it comes with a next link. */
export const controls = ['_count', '_sort', '_include', '_page'] as const;

/** A type that can be searched: what may be asked, and where the answers are. */
export interface Searchable<R extends FhirResource> {
  readonly type: R['resourceType'];
  readonly parameters: Readonly<Record<string, Parameter<R>>>;
  readonly includes: readonly string[];
  /** All of them in one referral that this organisation takes part in, as the ledger has them; shown later. */
  readonly within: (referral: Referral, organisation: string) => readonly R[];
  /** Who takes no part and is only sent messages finds those. Of every other type there is nothing for them. */
  readonly forHearers?: true;
  /** How a question that names no referral is answered; absent: it is refused. */
  readonly list?: List<R>;
}

export type List<R> =
  /** The row of the organisation says enough for a summary. */
  | { readonly from: 'rows'; readonly summaries: (row: Row) => readonly R[] }
  /** Each referral is read whose row says that it holds something. The parameter must name the caller. */
  | {
      readonly from: 'ledgers';
      readonly naming: string;
      readonly mayHold: (row: Row, since: string | undefined) => boolean;
    };
