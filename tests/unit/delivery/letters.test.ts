import { describe, expect, test } from 'vitest';
import { pdfOf } from '../../../functions/delivery/document/pdf.ts';
import { mimeOf } from '../../../functions/delivery/mail/mime.ts';
import { isSecureMail } from '../../../functions/domain/secure-mail.ts';
import type { Letter } from '../../../mappings/gp/document/letter.ts';
import { namesFromHell } from '../names-from-hell.ts';
import { textOf } from './pdf-text.ts';

const letter: Letter = {
  language: 'en-GB',
  title: 'The referral has ended: HO-7K3M-2P4X',
  at: '2026-11-22T09:00:00.000Z',
  date: '22 November 2026',
  from: 'Community Wellbeing Service',
  to: ['Churchdown Surgery', '1 Parton Road'],
  says: ['No action for the practice.', 'The person is connected to support and went to the first meeting.'],
  ring: 'Questions: ring 01632 960100.',
  facts: [{ label: 'Person', value: 'Seán Łuczak-Őrsi, Ngọc Nguyễn' }],
  online: '',
  changes: [{ label: 'Life satisfaction', value: '4 at the beginning, 7 after 84 days' }],
  coded: [{ label: 'How it ended', value: 'Connected', system: 'https://example.org', code: 'connected' }],
};

describe('a printed letter', () => {
  test('can be read as text, names with letters of any Latin alphabet too', async () => {
    const text = textOf(await pdfOf(letter));
    expect(text).not.toContain('\uFFFD');
    for (const line of [letter.title, ...letter.says, ...letter.to]) expect(text.replaceAll('\n', ' ')).toContain(line);
    expect(text).toContain('Person: Seán Łuczak-Őrsi, Ngọc Nguyễn');
    expect(text).toContain('How it ended: Connected (connected, https://example.org)');
  });

  test.each([
    ['王小明', '[in letters that this page cannot print]'],
    ['محمد علي', '[in letters that this page cannot print]'],
    ['דוד Levi', '[in letters that this page cannot print] Levi'],
    ['राम', '[in letters that this page cannot print]'],
    ['Ελένη Нина გია', 'Ελένη Нина გია'],
  ])('says of %s in words what it has no letters for, and prints no boxes', async (name, prints) => {
    const pdf = await pdfOf({ ...letter, facts: [{ label: 'Person', value: name }] });
    const text = textOf(pdf);
    expect(text).toContain(`Person: ${prints}`);
    expect(text).not.toContain('\uFFFD');
    const whole = prints === name;
    expect(text.includes('What this page cannot print stands whole in the entry for your software')).toBe(!whole);
    expect(text.replaceAll(/\s+/g, ' ')).toContain(`${whole ? '' : 'please ask. '}Questions: ring 01632 960100.`);
  });

  test.each(namesFromHell)(
    'of somebody called %j can be read, and nothing of the name is carried out',
    async (name) => {
      const text = textOf(await pdfOf({ ...letter, facts: [{ label: 'Person', value: name }] }));
      expect(text).toContain('Person: ');
      expect(text).not.toContain('\uFFFD');
      expect(text.replaceAll(/\s+/g, ' ')).toContain('Questions: ring 01632 960100.');
    },
  );

  test('has a title, a language and headings for who has it read aloud', async () => {
    const pdf = (await pdfOf(letter)).toString('latin1');
    expect(pdf).toContain('/Lang (en-GB)');
    expect(pdf).toContain('/DisplayDocTitle true');
    expect(pdf).toContain('(The referral has ended: HO-7K3M-2P4X)');
    expect(pdf).toMatch(/\/S \/H1\b/);
    expect(pdf).toContain('/Marked true');
  });

  test('is the same bytes at every try', async () => {
    expect((await pdfOf(letter)).equals(await pdfOf(letter))).toBe(true);
  });

  test('is made at once, however long a word in it is: a minute of it would keep every other message waiting', async () => {
    const begun = performance.now();
    await pdfOf({ ...letter, facts: [{ label: 'Person', value: 'W'.repeat(20_000) }] });
    expect(performance.now() - begun).toBeLessThan(15_000);
  });

  test('is made of nothing but its letter: another line is another page', async () => {
    expect((await pdfOf(letter)).equals(await pdfOf({ ...letter, says: ['Other'] }))).toBe(false);
  });
});

test('an e-mail carries the page as an attachment, and no header of it can be broken by what is in it', () => {
  const mail = { from: 'hub@handover.example', to: 'letters@practice.nhs.net', id: 'b', text: 'A message.' };
  const file = { name: 'HO-7K3M-2P4X.pdf', bytes: Buffer.from('%PDF-1.7') };
  const raw = mimeOf({ ...mail, file, subject: 'Größe: HO-7K3M-2P4X\r\nBcc: somebody@example.org' });
  const [head = '', ...parts] = raw.split('\r\n\r\n');
  expect(head).not.toMatch(/^Bcc:/m);
  expect(head).toContain('Subject: =?utf-8?B?');
  expect(parts.join('\n')).toContain(Buffer.from('%PDF-1.7').toString('base64'));
  expect(raw.split('\r\n').every((line) => line.length <= 998)).toBe(true);
});

test.each([
  ['letters@churchdown.nhs.net', true],
  ['letters@nhs.net', true],
  ['Letters@GP.Secure.NHS.uk', true],
  ['letters@evilnhs.net', false],
  ['letters@nhs.net.example.org', false],
  ['a@nhs.net, b@example.org', false],
  ['letters@nhs.net\r\nBcc: b@example.org', false],
])('mail to %s is secure here: %s', (address, expected) => {
  expect(isSecureMail(address, ['nhs.net', 'secure.nhs.uk'])).toBe(expected);
});
