import { faultKinds } from '../../../infra/local/faults/kinds.ts';
import { answerFaults } from './answer-faults.ts';

/** What people and the harness do, besides what servers and the runtime do. */
const ofTheCounty = {
  'hub-killed': 'kill -9 of the hub in mid-traffic, and a new start on the same data',
  'partner-down': 'the server of one practice is away for 76 hours',
  'answers-410': 'the server of one practice says that nobody is there any more, until an operator enables it again',
  'conflicting-updates': 'two people change the same Task at the same moment',
  'clock-skew': 'a client signs with a clock that is wrong',
  'sent-again': 'a request that was answered is sent again',
  'nobody-opens': 'a referral that nobody looks at',
} as const;
export type CountyFault = keyof typeof ofTheCounty;

/** Every kind: a run in which one of them was injected not once proves nothing about it, and fails. */
export const allFaults: readonly string[] = [...Object.keys(ofTheCounty), ...Object.keys(answerFaults), ...faultKinds];
