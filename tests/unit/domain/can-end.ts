import { decide } from '../../../functions/domain/decide/decide.ts';
import { type Obligation, obligations } from '../../../functions/domain/owed/obligations.ts';
import type { Actor, Referral } from '../../../functions/domain/referral.ts';
import { later } from './cast.ts';
import { written } from './referrals.ts';
import { owingIn, type Way } from './true-acts.ts';
import { waysToEnd } from './ways-to-end.ts';

const actorFor = (organisation: string): Actor => ({ client: organisation, organisation });

/** Where it leads; or by whom it is refused, and why. */
const taken = (referral: Referral, way: Way, from: string): Referral | string => {
  let now = referral;
  for (const [by, action] of way) {
    const sent = action.kind === 'record' ? action.communication.sent : undefined;
    const at = [later(now.at, 60_000), from, sent ?? ''].reduce((a, b) => (a > b ? a : b));
    const decided = decide(now, action, actorFor(by), at);
    if (!decided.ok)
      return `${by} ${action.kind}: ${decided.refusals.map((r) => `${r.code} ${r.expression ?? ''} ${r.diagnostics ?? ''}`).join(', ')}`;
    now = written(now, decided.value, at, actorFor(by));
  }
  return now;
};

/** The same from another instant on is the next one: a review that was put off, a step that was taken. */
const isOwed = (referral: Referral, owed: Obligation): boolean =>
  obligations(referral).some(
    (o) => o.what === owed.what && o.task === owed.task && o.about === owed.about && o.since === owed.since,
  );

/** Of each thing that is owed, and of whatever may be the case: that nobody can say so, and why not. */
export const stuckIn = (referral: Referral): string[] =>
  obligations(referral).flatMap((owed) => {
    const of = owingIn(referral, owed);
    if (!of) return [`${owed.what}: no task`];
    return Object.entries(waysToEnd[owed.what](of)).flatMap(([truth, ways]) => {
      const why: string[] = [];
      for (const way of ways) {
        const after = way.length === 0 ? 'nothing to do' : taken(referral, way, of.at);
        if (typeof after !== 'string' && !isOwed(after, owed)) return [];
        why.push(typeof after === 'string' ? after : 'still owed');
      }
      return [`${owed.what} of ${owed.who}, ${truth}: ${[...new Set(why)].join(' | ')}`];
    });
  });
