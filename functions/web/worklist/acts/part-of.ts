import type { FhirResource } from 'fhir/r4.js';
import type { Onward } from '../../../domain/referral.ts';
import type { Doing } from './act.ts';

/** `<referral>.t2` to `t2`: what addresses and forms call it. */
export const partOf = (id: string | undefined): string => (id ?? '').slice((id ?? '').lastIndexOf('.') + 1);

/** `t2` to `<referral>.t2`. */
export const idOf = ({ referral, about }: Pick<Doing, 'referral' | 'about'>): string => `${referral.id}.${about}`;

export const isAbout = ({ id }: FhirResource, doing: Pick<Doing, 'referral' | 'about'>): boolean => id === idOf(doing);

/** The request to a group that the form is about, by its Task or by one of its meetings. */
export const onwardOf = (doing: Pick<Doing, 'referral' | 'about'>): Onward | undefined =>
  doing.referral.onward.find((o) => isAbout(o.task, doing) || o.meetings.some((meeting) => isAbout(meeting, doing)));
