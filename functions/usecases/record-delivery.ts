import type { DeliveryOutcome } from '../../contracts/lifecycle/codes.ts';
import type { Way } from '../../contracts/lifecycle/ways.ts';
import { doneAsHub } from './act-as-hub.ts';
import type { ActPorts } from './act-with.ts';

export interface Settled {
  readonly referral: string;
  /** Id of the Communication. */
  readonly message: string;
  readonly outcome: DeliveryOutcome;
  /** By which way it went last; absent: it went none. */
  readonly way?: Way;
  /** They say that the person is not their patient. */
  readonly notTheirs?: true;
}

/**
 * What came of sending a message, as a version of the referral: rows can be rebuilt, and this cannot (DESIGN 6). A sender that
 * dies before it has noted it down records nothing twice: the same end again is no news (decide-delivery.ts). The
 * request id names the moment as well: what bounced is sent again, and may end as it did before. false: others wrote at the
 * same moment; it is to be tried again.
 */
export const recordDelivery =
  (ports: ActPorts) =>
  ({ referral, ...settled }: Settled): Promise<boolean> =>
    doneAsHub(ports, {
      ...{ referral, action: { kind: 'record-delivery', ...settled } },
      as: [settled.message, settled.outcome, ports.clock()],
    });
