import type { Extension } from 'fhir/r4.js';
import { base, extensions } from '../../../contracts/systems.ts';

/** Whether this extension is one of the hub's kinds; others are of whoever sent the resource, and stand as they came. */
export const isOwnExtension = ({ url }: Extension): boolean => url.startsWith(`${base}/`);

const senders: readonly string[] = [...[extensions.reviewDate, extensions.risksConsidered, extensions.nextAfter]];

/** Of the hub's own kinds on a Task only the date by which it is looked at again, what was found of the risks, and what it comes after, are a sender's to write. */
export const isHubsOnTask = (extension: Extension): boolean =>
  isOwnExtension(extension) && !senders.includes(extension.url);
