import fc from 'fast-check';
import type { Task } from 'fhir/r4.js';
import { expect, test } from 'vitest';
import { readJson } from '../../../functions/http/json-body.ts';
import { ifMatch, resourceAnswer } from '../../../functions/http/resource.ts';

const task: Task = {
  resourceType: 'Task',
  id: 'a.t1',
  meta: { versionId: '7', lastUpdated: '2026-11-21T09:00:00.123Z' },
  status: 'accepted',
  intent: 'order',
};

test('a resource is answered with its version and the time of its last change', () => {
  expect(resourceAnswer(200, task).headers).toEqual({
    etag: 'W/"7"',
    'last-modified': 'Sat, 21 Nov 2026 09:00:00 GMT',
  });
});

test('a created resource says where its version is', () => {
  expect(resourceAnswer(201, task, 'https://hub.example/FHIR/R4').headers?.location).toBe(
    'https://hub.example/FHIR/R4/Task/a.t1/_history/7',
  );
});

test('If-Match is one version, weak or strong; anything else is refused', () => {
  expect(ifMatch(undefined)).toEqual({ ok: true, value: undefined });
  for (const fine of ['W/"7"', '"7"', ' W/"7" ']) expect(ifMatch(fine)).toEqual({ ok: true, value: 7 });
  for (const bad of ['7', '*', 'W/"0"', 'W/"a"', '"1", "2"', 'w/"7"', '']) {
    expect(ifMatch(bad)).toMatchObject({ ok: false, refusals: [{ code: 'invalid-header' }] });
  }
});

test('text is JSON, or the refusal says why not', () => {
  const code = (text: string) => {
    const read = readJson(text);
    return read.ok ? 'ok' : read.refusals[0].code;
  };
  expect(code('{"a":[1,{"b":"}"}]}')).toBe('ok');
  expect(code('')).toBe('not-json');
  expect(code('{"a":')).toBe('not-json');
  expect(code('"\\"')).toBe('not-json');
  expect(code('[['.repeat(100_000))).toBe('too-deep');
  expect(code(`{"a":"${'['.repeat(100)}"}`)).toBe('ok');
  expect(code('{"a":{"__proto__":{"admin":true}}}')).toBe('unsafe-key');
  expect(code('[{"constructor":1}]')).toBe('unsafe-key');
});

test('what JSON.parse takes and is not deep or unsafe is read as it is', () => {
  fc.assert(
    fc.property(fc.json({ maxDepth: 6 }), (text) => {
      const read = readJson(text);
      if (read.ok) expect(read.value).toEqual(JSON.parse(text));
      else expect(read.refusals[0].code).toBe('unsafe-key');
    }),
  );
});
