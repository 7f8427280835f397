import { isSomebodyElse } from '../domain/contact/newer-contact.ts';
import { referrerOf } from '../domain/parties.ts';
import type { Referral } from '../domain/referral.ts';
import { tracedNhsNumber } from '../domain/request/nhs-number.ts';
import { referrerOn } from '../domain/request/referrer-kind.ts';
import { mostTries } from './most-tries.ts';
import { guardClaim, isOver, type Way } from './open-guard.ts';
import type { Appended, AppendOptions, Ledger, Loaded, NewVersion } from './ports.ts';
import type { SubmitPorts } from './submit-referral.ts';

type Ports = Pick<SubmitPorts, 'ledger' | 'hash' | 'area'>;

const sendsDraft = ({ task }: Referral, { changed }: NewVersion): boolean =>
  task.status === 'draft' &&
  referrerOn(task).untilAgreed === undefined &&
  changed.some((r) => r.resourceType === 'Task' && r.id === task.id && r.status === 'requested');

/**
 * The same ledger, but that a referral which was a draft claims its guard with the version that sends it, as one that is
 * sent at once does with version 1: from then on the next request for that person joins it. `guarded` where another
 * referral of that person is open. DESIGN 5, guard; infra/decisions/0008.
 */
export const claimingOnSending = (ports: Ports): Ledger => ({
  ...ports.ledger,
  append: async (next, from, options) =>
    from && sendsDraft(from.referral, next)
      ? appendGuarded(ports, next, from, options)
      : ports.ledger.append(next, from, options),
});

const appendGuarded = async (
  ports: Ports,
  next: NewVersion,
  from: Loaded,
  options: AppendOptions | undefined,
): Promise<Appended> => {
  const { referral } = from;
  const named = {
    traced: tracedNhsNumber(referral.patient),
    service: ports.area.service.code,
    organisation: referrerOf(referral) ?? '',
  };
  let way: Way = {};
  for (let attempt = 1; attempt <= mostTries; attempt += 1) {
    const guard = guardClaim(ports, named, way);
    const appended = await ports.ledger.append(next, from, { ...options, ...(guard ? { guard } : {}) });
    if (appended.kind !== 'guarded') return appended;
    const holder = (await ports.ledger.load(appended.by))?.referral;
    if (holder && isSomebodyElse(holder.patient, referral.patient)) way = { inDoubt: true };
    else if (holder && isOver(holder)) way = { takeOverFrom: appended.by };
    else return appended;
  }
  return { kind: 'conflict' };
};
