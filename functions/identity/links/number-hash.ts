import type { Hash } from '../../usecases/ports.ts';

/** As networks write it: `447700900123`, whether somebody typed 07700 900123 or +44 7700 900123. */
const plain = (number: string): string => number.replaceAll(/\D/g, '').replace(/^0+/, '44');

/** By what a telephone number is found, where its number is not kept. */
export const numberHash =
  (hash: () => Promise<Hash>) =>
  async (number: string): Promise<string> =>
    (await hash())('number', plain(number));
