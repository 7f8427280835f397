import { expect, test } from 'vitest';
import { expressionOf } from '../../../functions/fhir/rules/expression.ts';
import { isSurelyAfter } from '../../../functions/fhir/rules/instants.ts';
import { narrativeFault } from '../../../functions/fhir/rules/narrative.ts';

test.each([
  ['', 'Task'],
  ['/entry/1/resource/status', 'Task.entry[1].resource.status'],
  ['/_birthDate/extension/0/valueCode', 'Task.birthDate.extension[0].value'],
  ['/photo/0/contentType', 'Task.photo[0].contentType'],
  ['/input/0/valueString', 'Task.input[0].value'],
  ['/made up/status', 'Task'],
  ['/a~1b/c', 'Task'],
])('the pointer %s becomes the path %s', (pointer, expression) => {
  expect(expressionOf('Task', pointer)).toBe(expression);
});

test.each([
  ['2026-02', '2026-01', true],
  ['2026-02', '2026', false],
  ['2026', '2025-12-31', true],
  ['2026-01-01', '2026-01-01', false],
  ['2026-01-02', '2026-01-01', true],
  ['2026-01-01T00:00:01Z', '2026-01-01T00:00:00Z', true],
  ['2026-01-01T00:00:00.900Z', '2026-01-01T00:00:00Z', false],
  ['2026-01-01T01:00:00+01:00', '2026-01-01T00:00:00Z', false],
  ['2026-01-01T20:00:00-10:00', '2026-01-01', false],
  ['2026-01-03T00:00:00Z', '2026-01-01', true],
  ['', '2026', false],
])('%s is surely after %s: %s', (a, b, after) => {
  expect(isSurelyAfter(a, b)).toBe(after);
});

test.each([
  ['<div xmlns="http://www.w3.org/1999/xhtml"><p title="a">x<br/></p></div>', undefined],
  ['<div><table><tr><td>a &lt; b, or on = off</td></tr></table></div>', undefined],
  ['<div><!-- said -->a</div>', undefined],
  ['<div><img src="#a" alt="a"/></div>', undefined],
  ['<div><script>a</script></div>', 'markup'],
  ['<div><iframe src="a">a</iframe></div>', 'markup'],
  ['<div><svg>a</svg></div>', 'markup'],
  ['<!DOCTYPE a><div>a</div>', 'markup'],
  ['<div>a < b</div>', 'markup'],
  ['<div><p onclick="a()">a</p></div>', 'active'],
  ['<div><a href="javascript:a()">a</a></div>', 'active'],
  ['<div> </div>', 'empty'],
])('the narrative %s: %s', (div, fault) => {
  expect(narrativeFault(div)).toBe(fault);
});
