import type { Named } from './named.ts';
import type { Fields } from './partner/field.ts';

/** What may be known through a door: of partners one of their tiers, of whoever referred what it hears. */
export const tiersOfDoors = {
  nobody: 'Nothing about anybody',
  ids: 'Ids and codes: whoever reads it on the way learns nothing of a person',
  partner: 'By the tier of the organisation’s agreement, as each field says',
  receipt: 'A receipt, which never changes',
  status: 'A receipt, and whether somebody sees to it',
  'direct-care': 'What those need who care for the person already',
  'own-words': 'What the recipient wrote itself',
  own: 'To the person themself, and nothing that tells somebody else who they are or why',
  safeguarding: 'All of it, to keep somebody safe',
} as const;

/** One way out of the hub. Nothing goes to anybody but the coordinator by any other: DESIGN 1, idea 4. */
export interface Door {
  readonly what: string;
  readonly to: string;
  /** Why this may be, as an information governance lead asks. */
  readonly basis: string;
  readonly tier: keyof typeof tiersOfDoors;
  readonly fields?: Fields;
  /** By the type of the resource, or of what it is. */
  readonly lists?: Readonly<Record<string, readonly Named[]>>;
  /** The mappings that show it, where they are called so: a test asks that each stands behind a row. */
  readonly shows?: readonly ((...args: never[]) => unknown)[];
}
