import { readdirSync, readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { cloudEventType, eventTypes } from '../../contracts/events/event-types.ts';
import { thinEvent, thinEventJsonSchema } from '../../contracts/events/thin-event.ts';

const folder = new URL('../../contracts/events/', import.meta.url);
const json = (path: string): unknown => JSON.parse(readFileSync(new URL(path, folder), 'utf8'));
const names = Object.keys(eventTypes);
const publishedSchema = new Ajv2020({ strict: false }).compile(thinEventJsonSchema());

test('the published JSON Schema is the one in the program', () => {
  expect(json('thin-event.schema.json')).toEqual(thinEventJsonSchema());
});

test('there is an example of each event, and of nothing else', () => {
  expect(readdirSync(new URL('examples/', folder)).sort()).toEqual(names.map((n) => `${n}.json`).sort());
});

describe.each(names)('%s', (name) => {
  const example = json(`examples/${name}.json`);

  test('its example is valid by both schemas and has its type', () => {
    expect(thinEvent.parse(example).type).toBe(cloudEventType(name));
    expect(publishedSchema(example)).toBe(true);
  });
});

const valid = thinEvent.parse(json('examples/task-accepted.json'));
const withTask = (more: object) => ({ ...valid, data: { ...valid.data, task: { ...valid.data.task, ...more } } });

test.each([
  ['the person', withTask({ for: { reference: 'Patient/0123456789abcdefghjkmnpqrs.p1' } })],
  ['a narrative', withTask({ text: { status: 'generated', div: '<div/>' } })],
  ['a reason', withTask({ statusReason: { text: 'He died' } })],
  ['a note', withTask({ note: [{ text: 'He died' }] })],
  ['the name of an organisation', withTask({ owner: { reference: 'Organization/CWS01', display: 'CWS' } })],
  ['a display of a code', withTask({ businessStatus: { coding: [{ code: 'submitted', display: 'He died' }] } })],
  ['a text in place of an id', withTask({ id: 'Sean-OBrien' })],
  ['anything beside the data', { ...valid, data: { ...valid.data, patient: 'Sean' } }],
  ['an extension of the envelope', { ...valid, patient: 'Sean' }],
])('an event with %s is refused by both schemas', (_, event) => {
  expect(thinEvent.safeParse(event).success).toBe(false);
  expect(publishedSchema(event)).toBe(false);
});
