import { expect, test } from 'vitest';
import { readVerb } from '../../../infra/operator/verbs.ts';

test('the thumbprint of a key may begin with a hyphen, as a word and as the value of an option', () => {
  const verbs = { 'retire-key': { words: 1, usage: '<thumbprint>', run: async () => '' } };
  const thumbprint = '-AZTS5EldFEVMo--zTvgy4SMxmerKxB_yZiVTolPNj4';
  const asked = readVerb({ name: 'client', noun: 'client', verbs }, [
    ...['retire-key', 'churchdown-surgery', thumbprint],
    ...['--kid', thumbprint],
  ]);
  expect([asked.id, asked.words, asked.options]).toEqual(['churchdown-surgery', [thumbprint], { kid: thumbprint }]);
});
