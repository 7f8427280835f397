import type { ObligationCode } from '../../../contracts/lifecycle/obligations.ts';
import { hasDied, messageWaits } from '../circumstance/circumstances.ts';
import type { Owed } from '../owed/owed-by-onward.ts';
import { coordinatorOf } from '../parties.ts';
import type { Referral } from '../referral.ts';
import { recipientOf } from '../said/correspondence.ts';
import { undelivered } from '../said/deliveries.ts';
import { type Call, callsIn, callTopic, isOpenCall, isUrgent } from './calls.ts';
import { toldOf } from './says.ts';

/** Also when all is over, or was recalled: somebody is not well. Only a confirmed death ends it. */
export const owedCalls = (referral: Referral): Owed[] => {
  const open = callsIn(referral).filter(isOpenCall);
  if (open.length === 0 || hasDied(referral)) return [];
  const lost = undelivered(referral);
  return open.map((call) => owedFor(referral, call, lost));
};

/** By its clinical owner first; where that one cannot be told, by the coordinator at once, and for no longer than it had. */
const owedFor = (referral: Referral, { record, message }: Call, lost: ReturnType<typeof undelivered>): Owed => {
  const [task, since] = [referral.task, record.sent ?? referral.at];
  const { readBy, ringBy } = toldOf(record) ?? {};
  const told = readBy && ringBy ? { told: [readBy, ringBy] } : {};
  const failed = lost.find((one) => one.message.id === message?.id);
  const goes =
    message?.status === 'in-progress' && task.status !== 'entered-in-error' && !messageWaits(referral, callTopic);
  if (goes && !failed) {
    const what: ObligationCode = isUrgent(record) ? 'call-read-urgent' : 'call-read';
    return { what, task, since, question: { id: message.id ?? '', asked: recipientOf(message) ?? '' }, ...told };
  }
  const what: ObligationCode = isUrgent(record) ? 'call-ring-urgent' : 'call-ring';
  return {
    ...{ what, task, since, question: { id: record.id ?? '', asked: coordinatorOf(referral) ?? '' } },
    ...(failed ? { known: failed.since } : {}),
    ...told,
  };
};
