import type { FhirResource } from 'fhir/r4.js';
import { describe, expect, test } from 'vitest';
import { systems } from '../../../contracts/systems.ts';
import { wordsAndNeed } from '../../../functions/web/worklist/own-words.ts';
import { risksAndNeeds, risksOf } from '../../../functions/web/worklist/risks-and-needs.ts';
import { opened } from '../domain/referrals.ts';

const subject = { reference: 'Patient/p' };
/** As the ledger may hold it: R4 or not. */
const kept = (resource: object) => ({ ...opened(), others: [{ ...resource, subject } as FhirResource] });
const risk = (code: unknown) => kept({ resourceType: 'RiskAssessment', status: 'final', code });
const goal = (description: unknown) => kept({ resourceType: 'Goal', lifecycleStatus: 'active', description });

describe('a risk', () => {
  test('is shown in our words, or as it was written', () => {
    const ours = { system: systems.risk, code: 'self-harm', display: 'x' };
    expect(risksOf(risk({ coding: [{ system: 'https://x.example', code: '1' }, ours] }))).not.toEqual(['x']);
    expect(risksOf(risk({ coding: [{ code: '1' }, { code: '2', display: 'Two' }] }))).toEqual(['1']);
    expect(risksOf(risk({ text: 'Falls', coding: [{ code: '1' }] }))).toEqual(['Falls']);
  });

  test.each<[string, unknown, string[]]>([
    ['one coding for a list', { coding: { code: '1', display: 'Falls' } }, ['Falls']],
    ['text', 'Falls', ['Falls']],
    ['a list', [{ text: 'Falls' }], ['Falls']],
    ['codings that are none', { coding: [null, 'Falls'] }, ['Falls']],
    ['text that is none', { text: { a: 1 }, coding: [{ display: 'Falls' }] }, ['Falls']],
    ['nothing at all', { coding: 7 }, []],
  ])('that was kept when its form was not checked, with %s for a code, leaves the page readable', (_, code, shown) => {
    expect(risksOf(risk(code))).toEqual(shown);
    for (const text of shown) expect(risksAndNeeds(risk(code)).text).toContain(text);
  });
});

test.each([
  ['text', 'To dance again'],
  ['one coding for a list', { coding: { display: 'To dance again' } }],
  ['text that is a list', { text: ['To dance again'] }],
])('a goal that was kept with %s for its description is shown', (_, description) => {
  expect(wordsAndNeed(goal(description)).text).toContain('To dance again');
});

test('a note that was kept without words is not shown', () => {
  const wordless: object = { _text: { extension: [{ url: 'https://x.example/absent', valueCode: 'masked' }] } };
  const shown = opened();
  const request = { ...shown.request, note: [wordless as { text: string }, { text: 'Likes dogs' }] };
  expect(wordsAndNeed({ ...shown, request }).text.match(/<blockquote/g)).toHaveLength(
    (wordsAndNeed(shown).text.match(/<blockquote/g) ?? []).length + 1,
  );
});
