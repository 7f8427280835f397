import type { Action } from '../../../domain/decide/actions.ts';
import type { Refusal, Result } from '../../../domain/result.ts';
import type { FormField, Values } from '../../forms/fields.ts';
import type { Html } from '../../html.ts';
import type { Found } from '../find-person.ts';
import type { Desk } from '../staff-page.ts';

/** For whom something is done, and what about: `about` is the id of a resource without the referral's, `t2`. */
export interface Doing extends Found {
  readonly desk: Desk;
  readonly now: string;
  readonly about: string;
}

/** One offer on a person's page: a button that leads to its form. */
export interface Offer {
  readonly about: string;
  readonly says: string;
}

/** What a link worker can do for one person: where it is offered, what it asks, and what it means for the use case. */
export interface Act {
  /** In the address of its form. */
  readonly name: string;
  /** Folded away with others: what is not done every week, or ends something. */
  readonly seldom?: true;
  /** Its button stands beside the reason for it, and not among the others. */
  readonly elsewhere?: true;
  /** The page to which its button leads, where something is chosen before its form. */
  readonly begins?: 'groups';
  /** What an earlier page chose: it stays in the address of the form. */
  readonly keeps?: readonly string[];
  readonly title: (doing: Doing) => string;
  /** Where it stands now; it is refused, and not shown, wherever it does not. */
  readonly offers: (doing: Omit<Doing, 'about'>) => readonly Offer[];
  readonly fields: (doing: Doing) => readonly FormField[] | Promise<readonly FormField[]>;
  /** What one should know before. */
  readonly before?: (doing: Doing, values: Values) => Html | Promise<Html | undefined> | undefined;
  /** What one should see of what one wrote before it is done; shown once, with the form, and only of what could be done. */
  readonly check?: (doing: Doing, values: Values) => Promise<Html | undefined>;
  readonly actions: (doing: Doing, values: Values) => Promise<Result<readonly Action[]>> | Result<readonly Action[]>;
  /** Id of the resource whose version the form was drawn from, where it changes one: as If-Match of the APIs. */
  readonly basis?: (doing: Doing) => { readonly type: string; readonly id: string } | undefined;
  /** The field that a refusal is about. */
  readonly fieldOf?: (refusal: Refusal) => string | undefined;
}
