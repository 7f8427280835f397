import { expect, test } from 'vitest';
import { heardIn } from '../../../functions/delivery/mesh/heard.ts';

const responseTo = (identifier: unknown) => ({
  resourceType: 'Bundle',
  entry: [{ resource: { resourceType: 'MessageHeader', response: { identifier, code: 'ok' } } }],
});
const reportOf = (document: string) => ({
  ...{ 'mex-messagetype': 'REPORT', 'mex-statussuccess': 'ERROR', 'mex-localid': document },
});
const id = '81e1722c-b7ff-8029-8418-376707169f11';

test('a response or a report of MESH is about the document that it names', () => {
  expect(heardIn({ kind: 'answered', status: 200, body: responseTo(id) })).toEqual({ document: id, says: 'taken' });
  expect(heardIn({ kind: 'answered', status: 200, headers: reportOf(id), body: undefined })).toEqual({
    document: id,
    says: 'not-delivered',
  });
});

test.each([
  ['null', null],
  ['a list', []],
  ['a Bundle without entries', { resourceType: 'Bundle', entry: 5 }],
  ['an answer to nothing', responseTo(undefined)],
  ['an answer to a name that no key of a table can hold', responseTo('x'.repeat(3000))],
])('%s in the mailbox answers nothing that we sent', (_, body) => {
  expect(heardIn({ kind: 'answered', status: 200, body })).toBeUndefined();
});

test('nor does a report with such a name', () => {
  const headers = reportOf('x'.repeat(3000));
  expect(heardIn({ kind: 'answered', status: 200, headers, body: undefined })).toBeUndefined();
});
