import type { DeliveryOutcome } from '../../contracts/lifecycle/codes.ts';
import type { Way } from '../../contracts/lifecycle/ways.ts';
import { decideAsHub } from '../domain/decide/decide-as-hub.ts';
import { hub } from '../domain/hub.ts';
import { type ActPorts, actWith } from './act-with.ts';

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
  async ({ referral, ...settled }: Settled): Promise<boolean> => {
    const id = ['delivery', settled.message, settled.outcome, ports.clock()].join('.');
    const acted = await actWith(decideAsHub)(ports)({
      referral,
      actor: hub,
      request: { id, correlation: id, bodyHash: id },
      action: { kind: 'record-delivery', ...settled },
    });
    if (!acted.ok && acted.refusals[0].code !== 'busy')
      throw new Error(`The hub may not record a delivery: ${acted.refusals[0].code}`);
    return acted.ok;
  };
