import type { Loaded } from '../usecases/ports.ts';
import type { DeliveryPorts } from './ports.ts';

/** What is told is worded from the version that the row names; whether it may be told still, the newest says. DESIGN 6. */
export const versionsOf = async (
  { ledger }: Pick<DeliveryPorts, 'ledger'>,
  referral: string,
  version: number,
): Promise<{ readonly newest: Loaded; readonly asOf: Loaded }> => {
  const newest = await ledger.load(referral);
  const asOf = newest?.head.version === version ? newest : await ledger.load(referral, version);
  if (!newest || asOf?.head.version !== version) throw new Error('A row wants a version told that the ledger lacks');
  return { newest, asOf };
};
