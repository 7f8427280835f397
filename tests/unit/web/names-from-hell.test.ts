import fc from 'fast-check';
import { expect, test } from 'vitest';
import { thisArea } from '../../../contracts/areas/this-area.ts';
import { filled } from '../../../contracts/notify/templates.ts';
import type { SignedIn } from '../../../functions/http/request.ts';
import { registerPage } from '../../../functions/web/group/register-page.ts';
import { documentOf } from '../../../functions/web/page.ts';
import { organiserMessage } from '../../../mappings/partner/organiser-message.ts';
import type { RegisterLine } from '../../../mappings/partner/register.ts';
import { hellish } from '../names-from-hell.ts';

const lineOf = (who: string, n: number): RegisterLine => ({
  ...{ who, called: who, number: String(1000 + n), reference: `HO-7K3M-2P${n}X`, task: `r.t${n}`, meeting: `r.a${n}` },
  ...{ needs: [who], cannotCome: undefined, stops: undefined, again: undefined, result: undefined, noted: undefined },
});
const request: SignedIn = {
  ...{ method: 'GET', path: '/l/x', params: { token: 'x' }, query: new URLSearchParams(), headers: {}, body: '' },
  ...{ requestId: '', correlationId: '', bodyHash: '', now: '2026-11-25T10:00:00.000Z' },
  principal: { actor: { client: 'link', organisation: 'walking-group' }, organisations: ['walking-group'] },
};
const start = '2026-11-24T10:00:00.000Z';

/** What a browser reads of a text, and what marks are left that are not the hub's own. */
const read = (page: string): string =>
  page
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');
const marks = (page: string): number => (page.match(/</g) ?? []).length;

test('a register shows any name as it is, and no name is a mark of the page', () => {
  const pageOf = (who: string): string => {
    const session = { group: who, start, where: who, closes: '2026-12-24T10:00:00.000Z', worker: who };
    const shown = { request, publicUrl: 'https://hub.example', telephone: '01632 960100' };
    return documentOf(registerPage({ ...session, lines: [lineOf(who, 1)] }, shown));
  };
  const plain = marks(pageOf('Gwen A.'));
  fc.assert(
    fc.property(hellish, (who) => {
      const page = pageOf(who);
      expect(marks(page)).toBe(plain);
      expect(read(page)).toContain(who);
    }),
    { numRuns: 100 },
  );
});

const textOf = (said: Readonly<Record<string, string>>): string =>
  filled('have-you-room', 'sms', said)?.body ?? 'no such text';

test('a message to a group says any name on one line, with nothing that Notify would lay out or fill in', () => {
  fc.assert(
    fc.property(hellish, (name) => {
      const said = organiserMessage({
        ...{ template: 'have-you-room', name, group: name, link: 'https://hub.example/l/x' },
        ...{ stop: 'https://hub.example/l/x/stop', service: thisArea.service },
      });
      expect(Object.values(said).join('')).not.toMatch(/[\p{Cc}\u2028\u2029[\]*#^]/u);
      const body = textOf(said);
      expect(body.split('\n')).toHaveLength(textOf({ ...said, name: 'Jo', group: 'G' }).split('\n').length);
      expect(body).toContain('https://hub.example/l/x/stop');
    }),
    { numRuns: 100 },
  );
});
