import type { ServiceRequest, Task } from 'fhir/r4.js';
import { describe, expect, test } from 'vitest';
import { requestDetail } from '../../../functions/domain/coding.ts';
import { invitationView } from '../../../mappings/partner/invitation.ts';
import { onwardDraft, onwardTo, recorded } from './acts.ts';
import { coordinator, t1 } from './cast.ts';
import { attempt, next, refusalsOf, taken } from './referrals.ts';

/** DESIGN 4, tier purpose: reason and goal are written new for one partner, and agreed with the person. */
const words = (reason: string, goal?: string): NonNullable<Task['input']> => [
  { type: requestDetail('reason-for-partner'), valueString: reason },
  ...(goal ? [{ type: requestDetail('goal-for-partner'), valueString: goal }] : []),
];
const asking = (input: Task['input'], request: Partial<ServiceRequest> = {}, of = onwardTo('walking-group')) => ({
  ...of,
  task: { ...of.task, ...(input ? { input } : {}) },
  request: { ...of.request, ...request },
});
const told = 'He lost his wife in the spring and sits at home most days.';
const spoken = () =>
  next(taken(), coordinator, recorded('conversation', t1, { payload: [{ contentString: `Priya wrote: ${told}` }] }));
const faultsOf = (input: Task['input'], request?: Partial<ServiceRequest>) => {
  const decided = attempt(spoken(), coordinator, asking(input, request));
  return decided.ok ? [] : decided.refusals.map(({ diagnostics = '' }) => diagnostics);
};

test('what was written new is taken, and read from tier purpose on', () => {
  const after = next(spoken(), coordinator, asking(words('Would like company outdoors', 'To walk once a week')));
  const [onward] = after.onward;
  if (!onward) throw new Error('nobody was asked');
  const read = (tier: 'name-only' | 'contact' | 'purpose') => {
    const { person } = invitationView({ referral: after, onward, tier, now: after.at });
    return [person?.reason, person?.goal];
  };
  expect(read('purpose')).toEqual(['Would like company outdoors', 'To walk once a week']);
  for (const tier of ['name-only', 'contact'] as const) expect(read(tier)).toEqual([undefined, undefined]);
});

describe('is refused', () => {
  test.each([
    ['copied from the record', told, /copied from the record/],
    ['copied with other capitals and line ends', told.toUpperCase().replaceAll(' ', '  '), /copied from the record/],
    ['an NHS number, however it is grouped', 'Ask for 943 476-5919', /no partner is told a number/],
    ['several lines', 'One\nTwo', /of one line/],
    ['nothing', '   ', /of one line/],
    ['more than a sentence or two', 'word '.repeat(61), /at most 300 characters/],
  ])('where it is %s', (_, text, says) => {
    expect(faultsOf(words(text))).toEqual([expect.stringMatching(says)]);
  });

  test('where it stands in the request beside it, or twice', () => {
    const note = [{ text: 'He will not say why he stopped going out last year.' }];
    expect(faultsOf(words(note[0]?.text ?? ''), { note })).toEqual([expect.stringMatching(/copied/)]);
    expect(faultsOf([...words('Company'), ...words('More company')])).toEqual([expect.stringMatching(/one reason/)]);
  });
});

test('what one partner was told may be told to the next, and a draft may be sent as it stands', () => {
  const input = words('Would like company outdoors on a weekday morning');
  const first = next(spoken(), coordinator, asking(input));
  expect(refusalsOf(first, coordinator, asking(input, {}, onwardTo('mens-shed')))).toEqual([]);
  const drafted = next(spoken(), coordinator, asking(input, { status: 'draft' }, onwardDraft('walking-group')));
  const task = drafted.onward[0]?.task.id ?? '';
  const send = { kind: 'update-task', task, to: 'requested', owner: { ownerKind: 'voluntary' } } as const;
  const decided = attempt(drafted, coordinator, send);
  expect(decided.ok ? [] : decided.refusals.filter(({ expression }) => expression === 'Task.input')).toEqual([]);
});
