import { shownTypes } from '../../../contracts/shown-types.ts';
import type { Refusal } from '../result.ts';
import type { RequestParts } from './request-parts.ts';

/** What only carries a message: the hub reads it, and it says nothing of the person. */
const envelope = 'MessageHeader';

const isShown = (type: string): boolean => type === envelope || shownTypes.some((shown) => shown === type);

/** What was sent and the service cannot read, once for each type: its sender must not believe that somebody knows of it. */
export const unreadWarnings = ({ others }: Pick<RequestParts, 'others'>): Refusal[] => {
  const unread = others.map(({ resourceType }) => resourceType).filter((type) => !isShown(type));
  return [...new Set(unread)].map((type) => ({
    code: 'invalid-input',
    expression: type,
    diagnostics: `${type} (${unread.filter((one) => one === type).length}): kept, and shown to nobody. What the service must know of it belongs into the ServiceRequest or a Condition.`,
  }));
};
