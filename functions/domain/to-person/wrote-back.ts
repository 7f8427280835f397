import type { Communication } from 'fhir/r4.js';
import type { Policy } from '../../../contracts/lifecycle/deadlines.ts';
import { isAbout } from '../coding.ts';
import { isToRing } from '../companion/ring-companion.ts';
import { hasTriedSince } from '../owed/follow-up.ts';
import type { Owed } from '../owed/owed-by-onward.ts';
import { coordinatorOf } from '../parties.ts';
import { type Referral, referenceTo } from '../referral.ts';
import { heldIn } from '../said/conversations.ts';
import { isExpected } from './messages.ts';

/** That the person answered a text, while nobody has spoken with them since, of whatever it was, or tried on enough days. */
export const wroteBack = (referral: Referral): Communication[] =>
  referral.task.status === 'entered-in-error'
    ? []
    : referral.communications.filter(
        (c) =>
          isToRing(c) &&
          isAbout(c, referenceTo(referral.task)) &&
          !heldIn(referral).some(({ sent = '' }) => sent >= (c.sent ?? '')) &&
          !hasTriedSince(referral, referral.task, c.sent ?? ''),
      );

/** The next place at which somebody counts on them: it may be what they wrote about. */
const nextPlace = ({ onward }: Referral, since: string): string | undefined =>
  onward
    .flatMap((one) => one.meetings.filter((meeting) => isExpected(one, meeting)))
    .flatMap(({ start = '' }) => (start > since ? [start] : []))
    .sort()[0];

/** Whoever wrote believes that somebody has read it. Of several answers one call. */
export const owedForAnswer = (referral: Referral, policy: Policy): Owed[] =>
  wroteBack(referral)
    .slice(0, 1)
    .map(({ id = '', sent = referral.at }) => ({
      ...{ what: 'ring-person' as const, task: referral.task, since: sent },
      ahead: { at: (since) => nextPlace(referral, since), days: policy.tellPerson },
      question: { id, asked: coordinatorOf(referral) ?? '' },
    }));
