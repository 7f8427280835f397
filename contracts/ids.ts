/** A referral: 26 symbols of Crockford's base 32 in small letters, made from the sender's identifier (DESIGN 5). */
export const referralIdForm = '[0-9a-z]{26}';
export const referralId = new RegExp(`^${referralIdForm}$`);

/** A resource of a referral, `<referral>.t2`: a letter for its kind, or one of `kinds`, and a number that counts up. */
export const resourceIdForm = (kinds = '[a-z]'): string => `${referralIdForm}\\.${kinds}\\d{1,5}`;
export const resourceId = new RegExp(`^${resourceIdForm()}$`);
export const taskId = new RegExp(`^${resourceIdForm('t')}$`);

/** X-Request-Id and X-Correlation-Id: RFC 9562. Nothing else is echoed or logged, because it could be about a person. */
export const requestId = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** `Task/<id>` to `<id>`; undefined for a reference to anything else. Whether such a Task exists says the ledger. */
export const taskIdIn = (reference: string | undefined): string | undefined =>
  reference?.startsWith('Task/') ? reference.slice('Task/'.length) : undefined;
