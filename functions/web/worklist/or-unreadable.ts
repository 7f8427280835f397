import { referenceOf } from '../../domain/request/reference.ts';
import type { NextPlace } from '../../views/next-place.ts';
import { type Html, html } from '../html.ts';
import { words } from '../words/words.ts';

/** That the store did not answer is no fault of one referral. */
const isOfStore = (error: unknown): boolean => error instanceof Error && '$metadata' in error;

/** A referral whose record is damaged keeps nobody from the others: it says so, and the alarm of the gap has called whoever mends it. */
export const orUnreadable = async (
  { referral }: NextPlace,
  draw: () => Promise<Html | undefined>,
): Promise<Html | undefined> => {
  try {
    return await draw();
  } catch (error) {
    if (isOfStore(error)) throw error;
    return html`<section class="app-card"><p><strong>${words.worklist.unreadable(referenceOf(referral))}</strong></p></section>
`;
  }
};
