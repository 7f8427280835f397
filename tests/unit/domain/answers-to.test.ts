import type { ServiceRequest } from 'fhir/r4.js';
import { expect, test } from 'vitest';
import { ukCore } from '../../../contracts/request-item.ts';
import { systems } from '../../../contracts/systems.ts';
import type { ParticipantKind } from '../../../functions/domain/participant.ts';
import {
  answeredAt,
  answeredByHand,
  answersToExtension,
  answersToNamed,
  namedForAnswers,
} from '../../../functions/domain/request/answers-to.ts';
import { patient, request } from './referrals.ts';

const naming = (valueReference: object, more: Partial<ServiceRequest> = {}) => ({
  patient,
  request: { ...request, extension: [{ url: ukCore.additionalContact, valueReference }], ...more },
  others: [],
});
const ods = (value: string) => ({ identifier: { system: systems.odsOrganisation, value } });
const task = { resourceType: 'Task', status: 'requested', intent: 'order' } as const;

test.each<[string, object, object | undefined]>([
  [
    'another practice by its code',
    { ...ods('L99902'), display: 'Imjin Road' },
    { code: 'L99902', display: 'Imjin Road' },
  ],
  ['another practice without its name', ods('L99902'), { code: 'L99902', display: 'L99902' }],
  ['somebody in words', { display: 'Community nurses, Stroud' }, { display: 'Community nurses, Stroud' }],
  ['its own sender', ods('L99901'), undefined],
  ['a link that leads nowhere', { reference: 'Practitioner/1' }, { display: 'the organisation named in the request' }],
])('a request that names %s for its answers', (_, named, expected) => {
  expect(namedForAnswers(naming(named), 'L99901')).toEqual(expected);
});

test('a request that names nobody is answered to who sent it, and words are no longer than the standard lets them be', () => {
  expect(namedForAnswers({ patient, request, others: [] }, 'L99901')).toBeUndefined();
  expect(namedForAnswers(naming({ display: 'x'.repeat(500) }), 'L99901')?.display).toHaveLength(70);
});

test('who takes part is sent the messages, and who does not is told by a person', () => {
  const sent = { ...task, extension: [answersToExtension({ organisation: 'L99902' })] };
  const told = { ...task, extension: [answersToExtension({ display: 'Community nurses' })] };
  expect([answeredAt(sent), answeredByHand(sent)]).toEqual(['L99902', undefined]);
  expect([answeredAt(told), answeredByHand(told)]).toEqual([undefined, 'Community nurses']);
  expect([answeredAt(task), answeredByHand(task)]).toEqual([undefined, undefined]);
});

test('the machine answers whoever gives direct care; a council or a group that a request names is told by a person', () => {
  const named = { code: 'X', display: 'Housing team' };
  const known = (kind: ParticipantKind, active = true) => ({ organisation: 'X', kind, active });
  expect(answersToNamed(named, known('practice'))).toEqual({ organisation: 'X' });
  for (const one of [known('council'), known('voluntary'), known('commissioner'), known('practice', false), undefined])
    expect(answersToNamed(named, one)).toEqual({ display: 'Housing team' });
  expect(answersToNamed(undefined, undefined)).toBeUndefined();
});
