import { hub } from '../../../functions/domain/hub.ts';
import type { Actor } from '../../../functions/domain/referral.ts';

/** Who takes part, and when: the ids of one referral, those who act on it, and the days of the story. */

export const id = '7k3m2p4x9cdefghjkmnpqrstvw';
export const t1 = `${id}.t1`;
export const t2 = `${id}.t2`;

export const practice: Actor = { client: 'churchdown-surgery', organisation: 'L99901' };
export const otherPractice: Actor = { client: 'churchdown-surgery', organisation: 'L99902' };
export const coordinator: Actor = { client: 'wellbeing-service', organisation: 'CWS01' };
export const group: Actor = { client: 'walking-group', organisation: 'walking-group' };
export const shed: Actor = { client: 'mens-shed', organisation: 'mens-shed' };
export { hub };

const monday = Date.parse('2026-11-02T09:00:00.000Z');

/** An instant of the story: day 0 is Monday 2 November 2026. */
export const day = (n: number, hour = 9): string =>
  new Date(monday + n * 86_400_000 + (hour - 9) * 3_600_000).toISOString();
export const later = (at: string, ms = 60_000): string => new Date(Date.parse(at) + ms).toISOString();
