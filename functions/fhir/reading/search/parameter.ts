import type { CodeableConcept, Reference } from 'fhir/r4.js';
import type { Referral } from '../../../domain/referral.ts';
import { organisationOf, referralOf } from '../../../domain/referral.ts';
import { ok, type Result, refuse } from '../../../domain/result.ts';

/** How a search finds its referrals without reading any list. */
export type Lookup =
  | { readonly kind: 'referral'; readonly referral: string }
  /** The short reference for people. */
  | { readonly kind: 'reference'; readonly reference: string }
  /** A sender's own identifier: referral ids are made from it. DESIGN 5. */
  | { readonly kind: 'identifier'; readonly system: string; readonly value: string };

/** One value of a parameter, understood. */
export interface Wanted<R> {
  /** `referral` is there when the resource was read from its ledger. */
  readonly holds: (resource: R, referral: Referral | undefined) => boolean;
  readonly lookup?: Lookup;
  /** The organisation that a reference names. */
  readonly organisation?: string;
  /** Stands only in a referral that is open for those who take part. */
  readonly onlyOpen?: boolean;
}

export interface Parameter<R> {
  readonly type: 'reference' | 'token' | 'date';
  /** Stands in the CapabilityStatement: where the hub does less, or other, than R4's own parameter of that name. */
  readonly documentation?: string;
  readonly read: (value: string) => Result<Wanted<R>>;
  /** Allows `:missing`. */
  readonly isPresent?: (resource: R) => boolean;
  /** Allows `:not`. */
  readonly mayBeNegated?: true;
}

const unusable = (diagnostics: string): Result<never> => refuse('invalid-parameter', { diagnostics });

/** `Task/x.t1`, its bare id, or its URL. */
const idIn = (type: string, value: string): string | undefined =>
  new RegExp(`^(?:https?://[^/]+/FHIR/R4/)?(?:${type}/)?([A-Za-z0-9.-]{1,64})$`).exec(value)?.[1];

/** A resource of a referral: its id alone says which. */
export const toResource = <R>(type: string, of: (resource: R) => readonly (Reference | undefined)[]): Parameter<R> => ({
  type: 'reference',
  read: (value) => {
    const id = idIn(type, value);
    if (id === undefined) return unusable(`a reference such as ${type}/<id>`);
    return ok({
      holds: (resource) => of(resource).some((r) => r?.reference === `${type}/${id}`),
      lookup: { kind: 'referral', referral: referralOf(id) ?? '' },
    });
  },
});

export const toOrganisation = <R>(
  of: (resource: R, referral: Referral | undefined) => readonly (Reference | undefined)[],
): Parameter<R> => ({
  type: 'reference',
  read: (value) => {
    const organisation = idIn('Organization', value);
    if (organisation === undefined) return unusable('a reference such as Organization/L99901');
    return ok({
      organisation,
      holds: (resource, referral) => of(resource, referral).some((r) => organisationOf(r) === organisation),
    });
  },
});

export const ownId = <R extends { id?: string }>(): Parameter<R> => ({
  type: 'token',
  read: (value) =>
    ok({
      holds: ({ id }) => id === value,
      lookup: { kind: 'referral', referral: referralOf(value) ?? '' },
    }),
});

interface Token {
  /** `''` for `|code`: no system; undefined for `code` alone: any. */
  readonly system?: string;
  readonly code: string;
}

export const tokenIn = (value: string): Token => {
  const at = value.indexOf('|');
  return at < 0 ? { code: value } : { system: value.slice(0, at), code: value.slice(at + 1) };
};

export const ofConcept = <R>(of: (resource: R) => CodeableConcept | undefined): Parameter<R> => ({
  type: 'token',
  read: (value) => {
    const { system, code } = tokenIn(value);
    return ok({
      holds: (resource) =>
        of(resource)?.coding?.some((c) => c.code === code && (system ?? c.system ?? '') === (c.system ?? '')) ?? false,
    });
  },
});

/** A code of a fixed list: one that is not on it is a mistake of whoever asks, not an empty answer. */
export const ofCode = <R>(
  codeSystem: string,
  codes: readonly string[],
  of: (resource: R) => string,
  isOnlyOpen: (code: string) => boolean = () => false,
): Parameter<R> => ({
  type: 'token',
  mayBeNegated: true,
  read: (value) => {
    const { system = codeSystem, code } = tokenIn(value);
    if (system !== codeSystem || !codes.includes(code)) return unusable(`one of: ${codes.join(', ')}`);
    return ok({ holds: (resource) => of(resource) === code, onlyOpen: isOnlyOpen(code) });
  },
});
