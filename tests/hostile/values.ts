import type { Rolls } from './rolls.ts';

/** Texts that some program somewhere takes for something else. */
export const strangeTexts: readonly string[] = [
  ...[
    '',
    ' ',
    '\u0000',
    '\ud800',
    '\u202e',
    '\ufeff',
    'é'.normalize('NFD'),
    '👩‍👩‍👧‍👦',
    'A\r\nSet-Cookie: a=b',
    '\u001b[2J',
  ],
  ...[
    "' OR 1=1 --",
    '$\u007bjndi:ldap://127.0.0.1/a}',
    '{{7*7}}',
    '<script>alert(1)</script>',
    '=cmd|calc!A0',
    '%n%s%x',
  ],
  ...['../../../../etc/passwd', 'file:///etc/passwd', 'http://169.254.169.254/', 'javascript:alert(1)', '#', '#p'],
  ...[
    '__proto__',
    'constructor',
    'toString',
    'null',
    'undefined',
    'NaN',
    'true',
    '-0',
    '1e400',
    '0x10',
    '[object Object]',
  ],
  ...['9999-99-99', '0000-00-00', '-271821-04-20T00:00:00Z', '2026-02-30', '24:00', '2026-11-21T25:61:61Z', 'P1Y'],
  ...['Patient/../Task/1', 'Organization/', 'urn:uuid:', 'urn:uuid:00000000-0000-0000-0000-000000000000', 'Task/x.t1'],
  ...['x'.repeat(5_000), 'a'.repeat(300), '9'.repeat(400), '('.repeat(200), '\\'.repeat(99), ' '.repeat(3_000)],
];

const strangeNumbers: readonly number[] = [0, -1, 1e21, -1e308, 2 ** 53, 0.1 + 0.2, 2 ** 31, 4_294_967_296];

/** `depth` brackets, one in the other. */
export const nested = (depth: number, open = '[', close = ']'): string => open.repeat(depth) + close.repeat(depth);

/** Any value that JSON has, and that does not belong where it is put. */
export const strangeValue = (rolls: Rolls): unknown => {
  const kind = rolls.whole(0, 9);
  if (kind < 4) return rolls.pick(strangeTexts);
  if (kind === 4) return rolls.pick(strangeNumbers);
  if (kind === 5) return rolls.pick([null, true, false]);
  if (kind === 6) return rolls.pick([[], {}, [null], [[]], { reference: 7 }, { coding: {} }, { extension: [{}] }]);
  if (kind === 7) return JSON.parse(nested(rolls.whole(2, 60)));
  if (kind === 8) return Array.from({ length: rolls.whole(2, 300) }, () => rolls.pick(strangeTexts.slice(0, 20)));
  return {
    resourceType: rolls.pick(['Patient', 'Bundle', 'Binary', 'Task', '', 'constructor']),
    id: rolls.pick(strangeTexts),
  };
};
