import { expect, test } from 'vitest';
import { resolve, type Scope } from '../../../infra/local/template/intrinsics.ts';

const scope: Scope = {
  ref: (name) => {
    if (name === 'Missing') throw new Error('no Missing');
    return `ref-${name}`;
  },
  attribute: (resource, name) => `${resource}/${name}`,
  holds: (condition) => condition === 'Live',
};

test.each([
  [{ Ref: 'Table' }, 'ref-Table'],
  [{ 'Fn::GetAtt': ['Table', 'Arn'] }, 'Table/Arn'],
  [{ 'Fn::GetAtt': 'Table.Stream.Arn' }, 'Table/Stream.Arn'],
  [{ 'Fn::Join': ['-', ['a', { Ref: 'B' }, 1]] }, 'a-ref-B-1'],
  [{ 'Fn::Select': [1, { 'Fn::Split': [':', 'a:b:c'] }] }, 'b'],
  // biome-ignore lint/suspicious/noTemplateCurlyInString: this is CloudFormation's, not ours.
  [{ 'Fn::Sub': 'x-${Table}-${Table.Arn}-${!Literal}' }, 'x-ref-Table-Table/Arn-${Literal}'],
  // biome-ignore lint/suspicious/noTemplateCurlyInString: this is CloudFormation's, not ours.
  [{ 'Fn::Sub': ['${Own}/${Other}', { Own: { Ref: 'Table' } }] }, 'ref-Table/ref-Other'],
  [{ 'Fn::If': ['Live', { Ref: 'Table' }, { Ref: 'Missing' }] }, 'ref-Table'],
  [{ 'Fn::If': ['Trial', { Ref: 'Missing' }, ''] }, ''],
  [{ Kept: [1, true, null, 'text'] }, { Kept: [1, true, null, 'text'] }],
  [
    { Ref: 'Table', Other: 1 },
    { Ref: 'Table', Other: 1 },
  ],
])('%j becomes %j', (value, expected) => {
  expect(resolve(value, scope)).toEqual(expected);
});

test('a property without a value is dropped, from objects and from lists', () => {
  const none = { Ref: 'AWS::NoValue' };
  expect(resolve({ a: none, b: [none, 'kept'] }, scope)).toEqual({ b: ['kept'] });
});

test('an intrinsic function that is not carried out is named instead of guessed', () => {
  expect(() => resolve({ a: { 'Fn::FindInMap': ['Map', 'a', 'b'] } }, scope)).toThrow('Fn::FindInMap');
});

test('a reference to nothing is an error', () => {
  expect(() => resolve({ Ref: 'Missing' }, scope)).toThrow('no Missing');
});
