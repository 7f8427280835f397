import type { PersonTemplateName } from '../../contracts/notify/person/templates.ts';
import type { Channel, TemplateName } from '../../contracts/notify/templates.ts';

/** One message to the person who is referred, or to a human without software, as GOV.UK Notify takes it. */
export interface Notification {
  readonly channel: Channel;
  /** An e-mail address, a mobile number, or an address line by line. */
  readonly to: readonly string[];
  readonly template: TemplateName | PersonTemplateName;
  readonly personalisation: Readonly<Record<string, string>>;
  /** Ours, a UUID: the same at every try, and what a status callback names. */
  readonly reference: string;
}

/**
 * What becomes of one in the end, in the words of Notify. A `temporary-failure` was tried for three days by then: a mailbox that is
 * full, a telephone that is off.
 */
export const notified = ['delivered', 'permanent-failure', 'temporary-failure', 'technical-failure'] as const;
export type Notified = (typeof notified)[number];
