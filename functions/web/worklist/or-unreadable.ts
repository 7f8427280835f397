import { referenceOf } from '../../domain/request/reference.ts';
import { LedgerGap } from '../../ledger/fold.ts';
import type { NextPlace } from '../../views/next-place.ts';
import { type Html, html } from '../html.ts';
import { words } from '../words/words.ts';

/** A referral of whose record a version is gone keeps nobody from the others: it says so, and the alarm of the gap has called whoever mends it. */
export const orUnreadable = async (
  { referral }: NextPlace,
  draw: () => Promise<Html | undefined>,
): Promise<Html | undefined> => {
  try {
    return await draw();
  } catch (error) {
    if (!(error instanceof LedgerGap)) throw error;
    return html`<section class="app-card"><p><strong>${words.worklist.unreadable(referenceOf(referral))}</strong></p></section>
`;
  }
};
