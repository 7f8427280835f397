import { expect, test } from 'vitest';
import { addressNotAllowed, publicLookup } from '../../../functions/delivery/public-lookup.ts';
import { endpointFault, isPublicAddress } from '../../../functions/usecases/endpoint-url.ts';

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
  '2001:0:7f00:1::1',
  '2001:db8::1',
  '3fff::1',
  '64:ff9b:1::1',
  '::ffff:0:127.0.0.1',
  'fec0::1',
  'ff02::1',
  '192.0.0.8',
  '192.0.2.1',
  '198.18.0.1',
  '203.0.113.9',
  '240.0.0.1',
  '127.1',
  '0x7f000001',
  'fe80::1%eth0',
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

/** As WHATWG reads them, they are all the same machine, or one inside a network. */
test.each([
  ...[
    'https://127.1',
    'https://0x7f000001',
    'https://0177.0.0.1',
    'https://2130706433',
    'https://127.0.0.1.',
    'https://①②⑦.0.0.1',
  ],
  ...[
    'https://[::1]',
    'https://[0:0:0:0:0:ffff:7f00:1]',
    'https://[::ffff:169.254.169.254]',
    'https://[fd00::1]',
    'https://[::]',
  ],
  ...[
    'https://localhost.',
    'https://x.localhost',
    'https://printer.local',
    'https://metadata.google.internal',
    'https://intranet',
  ],
  ...[
    'http://cws.example',
    'ftp://cws.example',
    'file:///etc/passwd',
    'https://user@cws.example',
    'https://cws.example#x',
    '//cws.example',
  ],
])('%s can be neither an endpoint nor a webhook', (url) => {
  expect(endpointFault(url, ['http://127.0.0.1:9001'])).toEqual(expect.any(String));
});
