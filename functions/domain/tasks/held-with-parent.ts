import type { StatusReason } from '../../../contracts/lifecycle/codes.ts';
import type { Onward } from '../referral.ts';

export const heldByParent: StatusReason = 'held-with-the-referral';

/** It waits because the referral does: its date is that of the referral. */
export const isHeldWithParent = ({ task }: Pick<Onward, 'task'>): boolean =>
  task.status === 'on-hold' && (task.statusReason?.coding?.some((c) => c.code === heldByParent) ?? false);
