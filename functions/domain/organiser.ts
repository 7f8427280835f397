import { calendarDaysAfter } from './calendar.ts';

/** How messages reach an organiser, each with what GOV.UK Notify calls it. */
export const organiserChannels = ['email', 'sms', 'letter'] as const;
export type OrganiserChannel = (typeof organiserChannels)[number];

/**
 * A human at a partner who has no software: links and reminders go to them. Whoever takes over from somebody is set anew, so that
 * `since` is another and every link of before is dead.
 */
export interface Organiser {
  /** How they sign themselves: "Jo, Tuesday walks". */
  readonly name: string;
  readonly channel: OrganiserChannel;
  /** An e-mail address, a mobile number, or an address for letters line by line. */
  readonly to: readonly string[];
  /** Which a link worker rings; whoever gets text messages is rung at that number. */
  readonly telephone?: string;
  /** Since when links are made for this contact; each link holds for one value of it. */
  readonly since: string;
  /** When somebody last made sure that it is still theirs. */
  readonly confirmed: string;
  /** A message came back since then. */
  readonly returned?: string;
  /** They said that they no longer run it. */
  readonly stopped?: string;
  /** Links of theirs that were withdrawn one by one. */
  readonly withdrawn?: readonly string[];
}

/** Issue 7 item 3: a contact is confirmed every 180 days and after a bounce. */
export const confirmedFor = 180;

/** Why nothing with names may go to a contact now: the link worker rings. */
export const organiserDoubts = {
  stopped: 'said that they no longer run it',
  returned: 'a message to them came back',
  unconfirmed: `nobody made sure for ${confirmedFor} days that it is still them`,
} as const;
export type OrganiserDoubt = keyof typeof organiserDoubts;

/** `now`: instant. */
export const doubtOf = ({ stopped, returned, confirmed }: Organiser, now: string): OrganiserDoubt | undefined => {
  if (stopped !== undefined) return 'stopped';
  if (returned !== undefined) return 'returned';
  return calendarDaysAfter(confirmed, confirmedFor) < now ? 'unconfirmed' : undefined;
};

/** Which to ring; undefined: nobody told one. */
export const numberOf = ({ telephone, channel, to }: Organiser): string | undefined =>
  telephone ?? (channel === 'sms' ? to[0] : undefined);
