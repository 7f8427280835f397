import { systems } from '../systems.ts';

/**
 * What a companion (champion, buddy, lay advocate) can be cleared for, each until a date. Whoever trains and checks them says
 * so; the hub keeps that and until when, and never the number of a certificate (issue 7 item 6).
 */
export const clearances = {
  'public-places': 'Meeting somebody in a public place',
  'home-visits': 'Meeting somebody at home',
  'under-18': 'Meeting people under 18',
} as const;
export type ClearedFor = keyof typeof clearances;

export const isClearance = (code: string): code is ClearedFor => Object.hasOwn(clearances, code);

/** What a companion's Task is, and what the person must have agreed to for it: `Task.code`, and `Consent.provision.purpose`. */
export const companionCoding = {
  ...{ system: systems.activity, code: 'companion' },
  display: 'Somebody who goes along to a first meeting',
} as const;

/**
 * In hours before the meeting: nobody has said yes, so the link worker is told; from when on a companion sees where and when. In hours after
 * it was sent: what they must know has not been said to have arrived, so the link worker rings.
 */
export const companionHours = { unconfirmed: 48, place: 24, unheard: 1 } as const;

/** Why a companion's Task ended, in words that may go to them: they say nothing of the person. */
export const companionReasons = {
  'companion-cannot': 'The companion cannot come',
  'companion-not-met': 'The companion and the person did not meet',
  'companion-not-cleared': 'The companion is not cleared for that day any more',
  'companion-not-needed': 'Nobody need go along any more',
  'companion-not-now': 'Whether it takes place is not certain now',
  'companion-day-moved': 'It is not on that day, or not in that place, any more',
} as const;
export type CompanionReason = keyof typeof companionReasons;
