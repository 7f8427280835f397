import type { Communication } from 'fhir/r4.js';
import { senderOf } from '../functions/domain/said/correspondence.ts';
import { allow } from './allow-list.ts';
import { elementsIn, type Named } from './named.ts';

export const opened = [
  { why: 'to know which record this is', elements: ['resourceType', 'id', 'meta', 'status', 'category', 'about'] },
  { why: 'to see who of its own people opened it, and when', elements: ['sender', 'sent'] },
] as const satisfies readonly Named<keyof Communication>[];

/** That somebody opened it, to whose person that is; of others the coordinator alone hears. */
export const showOpening = (opening: Communication, organisation: string): Communication | undefined =>
  senderOf(opening) === organisation ? allow(opening, elementsIn(opened)) : undefined;
