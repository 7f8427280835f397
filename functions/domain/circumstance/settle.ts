import type { Communication } from 'fhir/r4.js';
import type { Draft } from '../decide/decision.ts';
import { referenceTo } from '../referral.ts';
import { isConfirmed, standingIn } from './circumstances.ts';
import { releaseMessages } from './held-messages.ts';
import { tellingPartners } from './tell-partners.ts';

/** Says how a report stands now, and since when. */
export const settle = (draft: Draft, report: Communication, status: Communication['status']): void =>
  draft.put(
    { ...report, status, received: draft.now },
    { type: 'circumstance-settled', task: referenceTo(draft.referral.task) },
  );

/** The coordinator goes on with the person, so they are out of hospital. */
export const endStay = (draft: Draft): void => {
  const stays = standingIn(draft.referral).filter((r) => r.circumstance === 'in-hospital' && isConfirmed(r));
  if (stays.length === 0) return;
  tellingPartners(draft, () => {
    for (const { communication } of stays) settle(draft, communication, 'stopped');
  });
  // What waited while they were away is sent now.
  releaseMessages(draft);
};
