import * as z from 'zod/mini';
import { organisationCode } from '../organisation-code.ts';

/** What goes into `/safeguarding/v1`. Unknown fields are refused with a pointer; a refusal never repeats what was written. */

const line = (longest: number) =>
  z.string().check(z.regex(new RegExp(`^(?=.*\\S)[^\\p{Cc}\\p{Cs}]{1,${longest}}$`, 'u')));

/** Line breaks and tabs are a writer's own; other control characters and halves of surrogate pairs survive nowhere. */
const words = z.string().check(z.regex(/^(?=[\s\S]*\S)(?:[^\p{Cc}\p{Cs}]|[\n\r\t]){1,4000}$/u));

const organisation = z.string().check(z.regex(organisationCode));

/** As people write what stands on letters and pages, `HO-7K3M-2P4X`, or an id that the caller has; whether it is there is not looked up. */
const referral = z.string().check(z.regex(/^(?=.*[A-Za-z0-9])[A-Za-z0-9. -]{1,64}$/));

/** `referral`: of the person who may not be safe, there too. No error may depend on whom a concern is about: what a caller does not know stays out. */
const anybody = { referral: z.optional(referral), name: z.optional(line(200)) };
const about = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('person'), ...anybody }),
  z.strictObject({ kind: z.literal('group'), organisation: z.optional(organisation), ...anybody }),
  z.strictObject({ kind: z.literal('worker'), organisation: z.optional(organisation), ...anybody }),
]);

export const concern = z.strictObject({
  level: z.enum(['worried', 'unsafe']),
  /** Whose safety it is about: each has readers and numbers of its own. */
  who: z.enum(['adult', 'child']),
  about,
  says: words,
  /** Whom the reader may ask back; nobody has to say who they are. */
  from: z.optional(z.strictObject({ name: line(200), reach: z.optional(line(200)) })),
});
export type Concern = z.infer<typeof concern>;

const name = line(100).check(z.minLength(2));

/** Who opens a concern and why: kept with it, for as long as it is kept. */
export const opening = z.strictObject({ name, reason: line(200) });
export const acknowledgement = z.strictObject({ name });
export const closing = z.strictObject({ name, outcome: words });
export const pausing = z.strictObject({ name });
