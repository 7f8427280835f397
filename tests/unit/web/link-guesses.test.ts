import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { openLink } from '../../../functions/identity/links/open-link.ts';
import { isToken, linkIn, tokenOf } from '../../../functions/identity/links/token.ts';
import { linkIdOf } from '../../../functions/views/link-id.ts';

const holder = { organisation: 'walking-group', since: '2026-11-02T09:00:00.000Z' };
const link = linkIdOf('session\nwalking-group\n2026-11-24T10:00:00.000Z\nvillage hall');
const right = tokenOf('secret', link, holder);
const letters = '0123456789abcdefghjkmnpqrstvwxyz';
const random = (length: number): string => [...randomBytes(length)].map((byte) => letters[byte % 32]).join('');

const open = openLink({
  links: {
    find: async (id) => (id === link ? { kind: 'session', organisation: 'walking-group', referrals: [] } : undefined),
  },
  participants: {
    organisation: async () => ({
      ...{ organisation: 'walking-group', name: 'Tuesday Walking Group', kind: 'voluntary', tier: 'name-only' },
      ...{ active: true, version: 1, identifier: { system: 'https://example.org', value: 'walking-group' } },
      organiser: {
        name: 'Jo',
        channel: 'email',
        to: ['jo@walks.example'],
        confirmed: holder.since,
        since: holder.since,
      },
    }),
  },
  secret: async () => 'secret',
});

test('of ten thousand guesses none opens anything, though each knows the id of a link', async () => {
  expect(await open(right)).toMatchObject({ organisation: 'walking-group' });
  for (let n = 0; n < 10_000; n += 1) expect(await open(`${link}${random(26)}`)).toBeUndefined();
});

test('a token is 39 letters and digits that can be typed from a letter, in capitals too', () => {
  expect(right).toMatch(/^[0-9a-hjkmnp-tv-z]{39}$/);
  expect(linkIn(right.toUpperCase())).toBe(link);
  expect(isToken('secret', right.toUpperCase(), holder)).toBe(true);
  for (const wrong of ['', 'x', `${right}0`, right.slice(1), `${right.slice(0, -1)}u`, `../${right}`])
    expect(linkIn(wrong)).toBeUndefined();
});

test('another secret, group or contact makes another token', () => {
  for (const [secret, of] of [
    ['other', holder],
    ['secret', { ...holder, organisation: 'mens-shed' }],
    ['secret', { ...holder, since: '2026-11-03T09:00:00.000Z' }],
  ] as const)
    expect(isToken(secret, right, of)).toBe(false);
});
