/** Open Referral UK 3.0: only what is `active` may be offered. */
export const statuses = ['active', 'inactive', 'defunct', 'temporarily closed'] as const;
