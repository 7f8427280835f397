import type { DropCompanion } from '../domain/companion/drop-companion.ts';
import { doneAsHub } from './act-as-hub.ts';
import type { ActPorts } from './act-with.ts';

export interface ToDrop extends Omit<DropCompanion, 'kind'> {
  readonly referral: string;
}

/** Takes a companion off what is ahead in one referral. false: others wrote at the same moment; it is to be tried again. */
export const dropCompanion =
  (ports: ActPorts) =>
  ({ referral, ...drop }: ToDrop): Promise<boolean> =>
    doneAsHub(ports, {
      ...{ referral, action: { kind: 'drop-companion', ...drop } },
      as: [drop.companion, drop.task ?? '', drop.why, ports.clock()],
    });
