import { expect, test } from 'vitest';
import { thisArea } from '../../../contracts/areas/this-area.ts';
import type { Referral } from '../../../functions/domain/referral.ts';
import { offeredMoves } from '../../../functions/domain/tasks/offered-moves.ts';
import type { Participant } from '../../../functions/usecases/ports.ts';
import type { Doing } from '../../../functions/web/worklist/acts/act.ts';
import { requestOf } from '../../../functions/web/worklist/acts/asked-group.ts';
import { everyAct } from '../../../functions/web/worklist/acts/every-act.ts';
import { moveActs } from '../../../functions/web/worklist/acts/moves.ts';
import { partOf } from '../../../functions/web/worklist/acts/part-of.ts';
import type { Desk } from '../../../functions/web/worklist/staff-page.ts';
import { shownToCoordinator } from '../../../mappings/wellbeing/on-page.ts';
import { because, onwardTo, recorded } from '../domain/acts.ts';
import { coordinator, day, later, practice } from '../domain/cast.ts';
import { next, request, taken } from '../domain/referrals.ts';
import { always } from '../domain/walked.ts';

const ada = { code: 'ada.martin', name: 'Ada Martin' };
const service: Participant = {
  ...{ organisation: 'CWS01', name: 'CWS', kind: 'coordinator', tier: 'full', version: 1, active: true, staff: [ada] },
  identifier: { system: 's', value: 'v' },
};
const nothing = () => Promise.reject(new Error('A form that is drawn writes nothing'));
/** Somebody at their desk, with an empty list and a register of one. */
const desk: Desk = {
  ...{
    publicUrl: 'https://hub.example',
    clock: () => day(9),
    pause: nothing,
    urgency: thisArea.urgency,
    area: thisArea,
  },
  participants: { organisation: async () => undefined, client: async () => undefined },
  ledger: {
    ...{ load: nothing, history: nothing, aliasOf: nothing, isDisposed: nothing, append: nothing },
  },
  references: async () => [],
  next: async () => ({ items: [], places: [] }),
  load: async () => new Map<string, number>(),
  told: async () => [],
  directory: {
    catalogue: async () => ({ at: '', entries: [], terms: [], sources: [] }),
    capacity: async () => () => 'unknown',
  },
  ...{
    changeStaff: nothing,
    overdue: nothing,
    practical: async () => undefined,
    samePerson: async () => [],
    companions: async () => [],
  },
  person: { organisation: service, person: ada, role: 'link-worker' },
  request: {
    ...{ method: 'GET', path: '/staff/people/x', params: {}, query: new URLSearchParams(), headers: {}, body: '' },
    ...{ requestId: '', correlationId: '', bodyHash: '', now: day(9) },
    principal: { actor: coordinator, organisations: ['CWS01'] },
  },
};
const at = (referral: Referral): Omit<Doing, 'about'> => ({
  ...{ referral, shown: shownToCoordinator(referral), actor: coordinator, desk, now: later(referral.at) },
});

test('the buttons that move something are exactly the moves that the table allows', () => {
  always(({ after }) => {
    const buttons = moveActs.flatMap((act) => act.offers(at(after)).map(({ about }) => `${act.name} ${about}`));
    const allowed = offeredMoves(after, coordinator).map(({ action, task }) => `${action} ${partOf(task)}`);
    expect(buttons.toSorted()).toEqual([...new Set(allowed)].toSorted());
  }, 60);
});

test('a group is asked for what still stands: a further need goes on when the first request is withdrawn, by its own permission', () => {
  const need = { kind: 'add-need' as const, request: { ...request, identifier: [] }, others: [] };
  const both = next(next(taken(), practice, need), coordinator, recorded('conversation'));
  const withdrawn = next(both, practice, {
    ...{ kind: 'revise-request' as const, status: 'revoked' as const, request: both.request.id ?? '' },
    ...because('Found something else'),
  });
  const asked = (referral: Referral) => requestOf({ ...at(referral), about: '' }, { activity: 'Debt advice' });
  expect(asked(both).basedOn).toHaveLength(2);
  const { basedOn } = asked(withdrawn);
  expect(basedOn).toEqual([{ reference: `ServiceRequest/${withdrawn.furtherNeeds[0]?.id}` }]);
  const onward = onwardTo('walking-group');
  const sent = next(withdrawn, coordinator, { ...onward, request: { ...onward.request, basedOn: basedOn ?? [] } });
  expect(sent.onward.map(({ task }) => task.status)).toEqual(['requested']);
});

test('whatever is offered can be opened: its form has a name, and what it asks for is drawn from what stands', async () => {
  const states: Referral[] = [];
  always(({ after }) => {
    states.push(after);
  }, 40);
  expect(states.length).toBeGreaterThan(10);
  for (const state of states)
    for (const act of everyAct)
      for (const { about } of act.offers(at(state))) {
        const doing = { ...at(state), about };
        expect(act.title(doing)).not.toBe('');
        for (const { label, choices } of await act.fields(doing)) {
          expect(label).not.toBe('');
          if (choices) expect(Object.keys(choices).length).toBeGreaterThan(0);
        }
      }
});
