import type { Quotas } from '../../contracts/areas/quotas.ts';
import type { Actor } from '../domain/referral.ts';
import type { Participant } from '../usecases/ports.ts';
import { allowances, type TakenOverAll, windowOf } from './allowances.ts';
import type { Limit } from './limits.ts';

/** What counts against whom. Each answers how its quotas stand after this request. */
export interface Limits {
  /** `acting`: undefined for an organisation that takes no part, where it may ask nonetheless. */
  readonly signedIn: (actor: Actor, acting: Participant | undefined, now: string) => Promise<readonly Limit[]>;
  readonly open: (address: string, now: string) => Promise<readonly Limit[]>;
  /** A software that has proved who it is and asks for a token. */
  readonly tokens: (client: string, now: string) => Promise<readonly Limit[]>;
}

const quotaOf = (acting: Participant | undefined, quotas: Quotas): number => {
  if (!acting) return quotas.partner['name-only'];
  const { kind, tier } = acting;
  return kind === 'practice' || kind === 'coordinator' ? quotas[kind] : quotas.partner[tier];
};

/** Counted in this environment alone. */
const here = (): TakenOverAll => {
  const taken = new Map<string, number>();
  return async (key, window, count) => {
    const name = `${window} ${key}`;
    if (taken.size > 5_000) taken.clear();
    const sum = (taken.get(name) ?? 0) + count;
    taken.set(name, sum);
    return sum;
  };
};

/** Quotas of an area. Without a store, as for what nobody signs in to, each environment counts by itself. */
export const limitsOf = (quotas: Quotas, store: TakenOverAll = here()): Limits => {
  const shared = allowances(store);
  const own = allowances(here());
  const limit = async (
    of: Limit['of'],
    take: typeof shared,
    key: string,
    quota: number,
    now: string,
  ): Promise<Limit> => ({
    ...{ of, quota, seconds: windowOf(now).seconds },
    ...(await take(key, quota, now)),
  });
  return {
    signedIn: ({ client, organisation }, acting, now) =>
      Promise.all([
        limit('organisation', shared, `O#${client}#${organisation}`, quotaOf(acting, quotas), now),
        limit('client', shared, `C#${client}`, quotas.client, now),
      ]),
    open: async (address, now) => [await limit('address', own, address, quotas.open, now)],
    tokens: async (client, now) => [await limit('tokens', shared, `T#${client}`, quotas.tokens, now)],
  };
};

/** What is sent by the poster of one practice in a minute, from wherever: a person reads each (functions/web/refer). */
export const posterQuota = (
  { poster }: Quotas,
  store: TakenOverAll,
): ((practice: string, now: string) => Promise<boolean>) => {
  const take = allowances(store);
  return async (practice, now) => (await take(`P#${practice}`, poster, now)).over;
};
