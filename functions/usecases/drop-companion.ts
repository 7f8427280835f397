import type { DropCompanion } from '../domain/companion/drop-companion.ts';
import { decideAsHub } from '../domain/decide/decide-as-hub.ts';
import { hub } from '../domain/hub.ts';
import { type ActPorts, actWith } from './act-with.ts';

export interface ToDrop extends Omit<DropCompanion, 'kind'> {
  readonly referral: string;
}

/** Takes a companion off what is ahead in one referral. false: others wrote at the same moment; it is to be tried again. */
export const dropCompanion =
  (ports: ActPorts) =>
  async ({ referral, ...drop }: ToDrop): Promise<boolean> => {
    const id = ['drop-companion', drop.companion, drop.task ?? '', drop.why, ports.clock()].join('.');
    const acted = await actWith(decideAsHub)(ports)({
      ...{ referral, actor: hub, request: { id, correlation: id, bodyHash: id } },
      action: { kind: 'drop-companion', ...drop },
    });
    if (!acted.ok && acted.refusals[0].code !== 'busy')
      throw new Error(`The hub may not take a companion off: ${acted.refusals[0].code}`);
    return acted.ok;
  };
