import { type Referral, readReferral, resourcesOf } from '../../functions/domain/referral.ts';
import { showToCoordinator } from './show.ts';

/** A referral as the coordinator is shown it: pages for its people are made of this, and of nothing that this leaves away. */
export const shownToCoordinator = (referral: Referral): Referral =>
  readReferral(
    referral,
    resourcesOf(referral).flatMap((resource) => showToCoordinator(resource) ?? []),
  );
