import { log } from '../runtime/log.ts';
import type { Ledger } from '../usecases/ports.ts';

/**
 * The same ledger, which says in the log of what was written, by whom and with which correlation id: with those of projection
 * and delivery, these lines are the way of a referral (infra/constructs/dashboard.ts).
 */
export const logged = (ledger: Ledger): Ledger => ({
  ...ledger,
  append: async (next, from, options) => {
    const appended = await ledger.append(next, from, options);
    if (appended.kind === 'written') {
      const { referral, version, action, actor, request } = next;
      const { client, organisation } = actor;
      log('version-written', { referral, version, action, client, organisation, correlationId: request.correlation });
    }
    return appended;
  },
});
