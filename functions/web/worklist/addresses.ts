import type { Referral } from '../../domain/referral.ts';

interface Here {
  readonly publicUrl: string;
}

export const paths = {
  today: '/staff/today',
  list: '/staff/list',
  person: '/staff/people/{reference}',
  groups: '/staff/people/{reference}/groups',
  act: '/staff/people/{reference}/{act}',
  paper: '/staff/people/{reference}/paper/{paper}',
  team: '/staff/team',
  outbox: '/staff/outbox',
  feedback: '/staff/feedback',
  companions: '/staff/companions',
} as const;

/** By the reference that people read out: an address says nothing of the person. */
export const personAddress = ({ publicUrl }: Here, { reference }: Pick<Referral, 'reference'>): string =>
  `${publicUrl}/staff/people/${reference}`;

export const actAddress = (here: Here, referral: Pick<Referral, 'reference'>, act: string, about: string): string =>
  `${personAddress(here, referral)}/${act}?about=${about}`;
