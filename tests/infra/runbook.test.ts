import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { anchorOf, listedAlarms, withAlarms } from '../../infra/build/alarm-list.ts';
import { deadLetters } from '../../infra/operator/dead-letters.ts';
import { hub, template } from './deployed.ts';

const text = readFileSync(new URL('../../infra/decisions/runbook.md', import.meta.url), 'utf8');
const headings = [...text.matchAll(/^## (.+)$/gm)].map(([, heading = '']) => heading);

test('the runbook lists every alarm of the template with the sentence that it rings with', () => {
  expect(withAlarms(text)).toBe(text);
  const alarms = hub.resources.filter(({ type }) => type === 'AWS::CloudWatch::Alarm');
  expect(listedAlarms()).toHaveLength(alarms.length);
});

test('every alarm leads to a section, and every section but the list is led to', () => {
  const led = new Set(listedAlarms().map(({ section }) => section));
  expect([...led].filter((section) => !headings.includes(section))).toEqual([]);
  expect(headings.filter((heading) => heading !== 'Alarms' && !led.has(heading))).toEqual([]);
  for (const [, anchor] of text.matchAll(/\]\(#([a-z0-9-]+)\)/g)) expect(headings.map(anchorOf)).toContain(anchor);
});

test('every dead-letter queue has a name to redrive it by, and the runbook says so', () => {
  const ends = hub.resources
    .filter(
      ({ type, id }) =>
        type === 'AWS::SQS::Queue' && !/^(DeliveryDue|ProjectionUnprojected|SafeguardingResults)/.test(id),
    )
    .map(({ id }) => id.replace(/Queue[0-9A-F]{8}$/, ''));
  const known = Object.values(deadLetters).map(({ output }) => output.replace(/^Queue/, ''));
  expect(known.sort()).toEqual(ends.sort());
  for (const [name, { output, back }] of Object.entries(deadLetters)) {
    expect([output, back].filter((one) => one && !(one in template.outputs))).toEqual([]);
    expect(text).toMatch(new RegExp(`redrive -- ${name}\\b|\`${name}\``));
  }
});
