import * as z from 'zod/mini';
import { routes } from '../../contracts/areas/safeguarding.ts';
import { concern } from '../../contracts/safeguarding/schemas.ts';
import { levels } from '../domain/concern/concern.ts';

/** The stored form: an older one is read by a branch of its own. */
export const format = 1;

/** Timers and who was told, in one partition: the sweep and the list of the duty owner read it. No content. */
export const openPartition = 'OPEN';
/** What was written, and who opened it. */
export const concernKey = (id: string): string => `C#${id}`;
export const contentKey = 'C';
export const openedKey = (at: string, id: string): string => `L#${at}#${id}`;
export const isOpenedKey = (sk: unknown): boolean => typeof sk === 'string' && sk.startsWith('L#');
/** How it stood when it was closed: who was told and when. */
export const closedKey = 'K';

const text = z.string();

export const openItem = z.object({
  format: z.literal(format),
  ...{ id: text, version: z.number(), at: text, due: text },
  level: z.enum(levels),
  route: z.enum(routes),
  kind: z.enum(['raised', 'did-not-come']),
  organisation: z.optional(text),
  referral: z.optional(text),
  told: z.array(z.object({ reader: text, at: text })),
  stranded: z.optional(text),
  acknowledged: z.optional(z.object({ at: text, name: text, organisation: text })),
});

export const contentItem = z.object({
  format: z.literal(format),
  ...{ id: text, at: text, bodyHash: text },
  concern: z.optional(concern),
  by: z.object({ client: text, organisation: text }),
});

/** By which request it was closed: whoever repeats that one is told so. */
export const closedItem = z.object({
  closed: z.optional(z.object({ at: text, organisation: text, bodyHash: text })),
});

export const openedItem = z.object({
  at: text,
  what: z.enum(['read', 'acknowledged', 'closed']),
  ...{ name: text, organisation: text, client: text },
  words: z.optional(text),
});
