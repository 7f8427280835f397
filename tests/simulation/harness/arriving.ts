import type { SimulatedNotify } from '../../../infra/local/notify/notify.ts';
import type { Dice } from './dice.ts';

/** Whether anything was said. Of most messages the network says that they came, of some nothing at all; a hub that is gone is told when it is back. */
export const arrive = async ({ outbox, settle }: SimulatedNotify, dice: Dice): Promise<boolean> => {
  let any = false;
  for (const { id, status, to, body } of outbox()) {
    if (status !== 'sending' || !dice.chance(0.6, 'arrives', to, body)) continue;
    await settle(id, 'delivered').catch(() => undefined);
    any = true;
  }
  return any;
};
