import { mayChange } from '../../domain/authority/may-act.ts';
import type { Actor, Referral } from '../../domain/referral.ts';
import type { Refusal } from '../../domain/result.ts';
import { viewById } from './view.ts';

/**
 * Why what stands is not told to who wants to change it: they do not see it; or they see it as it was sent, and a version that
 * is compared with theirs would say that it changed. A question of their own may be taken back.
 */
export const unseenBy = (actor: Actor, state: Referral, type: string, id: string): Refusal[] => {
  if (!viewById(state, type, id, actor)) return [{ code: 'not-found' }];
  return type === 'Communication' || mayChange(state, actor) ? [] : [{ code: 'not-yours-to-change' }];
};

/** What If-Match is compared with for this caller: some are shown one version for good, whichever stands. */
export const shownVersion =
  (actor: Actor) =>
  (state: Referral, type: string, id: string): string | undefined =>
    viewById(state, type, id, actor)?.meta?.versionId;
