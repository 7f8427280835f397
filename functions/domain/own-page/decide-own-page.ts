import { recordKind } from '../coding.ts';
import type { Draft } from '../decide/decision.ts';
import { coordinatorOf, roleOf } from '../parties.ts';
import { type Actor, organisation, referenceTo } from '../referral.ts';
import { ok, type Result, refuse } from '../result.ts';
import { ownPageOf } from './own-page.ts';

/** The person's own page is closed, by them or for them; or they are given it, or a new link to it. */
export interface TurnOwnPage {
  readonly kind: 'own-page';
  readonly to: 'on' | 'off';
}

/** It makes no event: nobody else is told whether somebody has a page. A new link is made by turning it off and on. */
export const decideOwnPage = (draft: Draft, { to }: TurnOwnPage, actor: Actor): Result<void> => {
  const { referral, now } = draft;
  const role = roleOf(referral, actor.organisation);
  if (role === undefined || role === 'partner') return refuse('not-found');
  if (coordinatorOf(referral) !== actor.organisation) return refuse('not-yours-to-change');
  const { isOn, isLedTo } = ownPageOf(referral, now);
  // That it opens by itself helps nobody to whom no message names it.
  if (to === 'on' ? isOn && isLedTo : !isOn) return ok(undefined);
  draft.put({
    ...{ resourceType: 'Communication', id: draft.nextId('m'), status: 'completed' },
    category: [recordKind(`own-page-${to}`)],
    subject: { reference: referenceTo(referral.patient) },
    about: [{ reference: referenceTo(referral.task) }],
    sender: organisation(actor.organisation),
    sent: now,
  });
  return ok(undefined);
};
