import type { Communication } from 'fhir/r4.js';
import { senderOf } from '../functions/domain/said/correspondence.ts';
import { allow } from './allow-list.ts';

const opened = ['resourceType', 'id', 'meta', 'status', 'category', 'about', 'sender', 'sent'] as const;

/** That somebody opened it, to whose person that is; of others the coordinator alone hears. */
export const showOpening = (opening: Communication, organisation: string): Communication | undefined =>
  senderOf(opening) === organisation ? allow(opening, opened) : undefined;
