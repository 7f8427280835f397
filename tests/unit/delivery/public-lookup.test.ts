import { expect, test } from 'vitest';
import { addressNotAllowed, publicLookup } from '../../../functions/delivery/public-lookup.ts';
import { isPublicAddress } from '../../../functions/usecases/endpoint-url.ts';

const ask = (addresses: string[], all = true): Promise<unknown> =>
  new Promise((resolve) => {
    const lookup = publicLookup((_, __, done) =>
      done(
        null,
        addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
      ),
    );
    lookup('partner.example', { all }, (error, found) => resolve(error?.code ?? found));
  });

test.each([
  '127.0.0.1',
  '0.0.0.0',
  '10.1.2.3',
  '172.16.0.1',
  '192.168.1.1',
  '100.64.0.1',
  '169.254.169.254',
  '224.0.0.1',
  '255.255.255.255',
  '::1',
  '::',
  'fe80::1',
  'fd00::1',
  'fd00:ec2::254',
  '::ffff:127.0.0.1',
  '::127.0.0.1',
  '::169.254.169.254',
  '::ffff:169.254.169.254',
  '64:ff9b::7f00:1',
  '2002:7f00:1::',
  'nonsense',
])('%s is no address of a recipient', (address) => {
  expect(isPublicAddress(address)).toBe(false);
});

test.each(['8.8.8.8', '51.140.0.1', '2a00:1450:4009::1'])('%s is', (address) => {
  expect(isPublicAddress(address)).toBe(true);
});

test('a name that leads to any address inside is refused, whatever else it leads to', async () => {
  expect(await ask(['51.140.0.1', '169.254.169.254'])).toBe(addressNotAllowed);
  expect(await ask([])).toBe('');
});

test('a public name leads to the very address that was looked at', async () => {
  expect(await ask(['51.140.0.1'])).toEqual([{ address: '51.140.0.1', family: 4 }]);
  expect(await ask(['51.140.0.1'], false)).toBe('51.140.0.1');
});
