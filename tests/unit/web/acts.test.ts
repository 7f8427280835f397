import { expect, test } from 'vitest';
import type { Referral } from '../../../functions/domain/referral.ts';
import { offeredMoves } from '../../../functions/domain/tasks/offered-moves.ts';
import { requestOf } from '../../../functions/web/worklist/acts/asked-group.ts';
import { everyAct } from '../../../functions/web/worklist/acts/every-act.ts';
import { moveActs } from '../../../functions/web/worklist/acts/moves.ts';
import { partOf } from '../../../functions/web/worklist/acts/part-of.ts';
import { because, onwardTo, recorded } from '../domain/acts.ts';
import { coordinator, practice } from '../domain/cast.ts';
import { next, request, taken } from '../domain/referrals.ts';
import { always } from '../domain/walked.ts';
import { at } from './at-desk.ts';

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
