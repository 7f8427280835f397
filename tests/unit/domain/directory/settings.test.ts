import fc from 'fast-check';
import type { Flag } from 'fhir/r4.js';
import { expect, test } from 'vitest';
import { personFirstRisks } from '../../../../contracts/lifecycle/codes.ts';
import { type Setting, settings } from '../../../../contracts/lifecycle/risk-settings.ts';
import { extensions, systems } from '../../../../contracts/systems.ts';
import { askFor } from '../../../../functions/domain/directory/ask-for.ts';
import { rank } from '../../../../functions/domain/directory/rank.ts';
import { notMovedOn } from '../../../../functions/domain/options/next-option.ts';
import type { Referral } from '../../../../functions/domain/referral.ts';
import { because, considered, move, onwardDraft, onwardTo } from '../acts.ts';
import { coordinator, group, hub, id, t2 } from '../cast.ts';
import { next, opened, patient, refusalsOf, taken } from '../referrals.ts';
import { anyService, churchdown, clean, entry, known } from './entries.ts';

/** Issue 9, done when: what a risk of the person does to where they may go, and what it does not. */
const anySetting = fc.constantFrom(...(Object.keys(settings) as Setting[]));

const flagged = (codes: readonly string[]): Flag[] =>
  codes.map((code, n) => ({
    ...{ resourceType: 'Flag', id: `${id}.x${n + 1}`, status: 'active', subject: { reference: `Patient/${id}.p1` } },
    code: { coding: [{ system: systems.risk, code }] },
  }));

test('nobody is kept from a setting by the machine: with any risk the directory is asked the same, and offers the same', () => {
  const asked = (of: Referral) => askFor(of, { needs: ['walking'], today: '2026-11-22', places: { GL3: churchdown } });
  const person = { ...patient, birthDate: '1950-01-01', address: [{ postalCode: 'GL3 2AB' }] };
  const plain = asked(opened({ patient: person }));
  expect(plain).toMatchObject({ at: churchdown, age: 76 });
  fc.assert(
    fc.property(
      fc.array(anyService, { maxLength: 20 }),
      fc.subarray([...personFirstRisks]),
      fc.boolean(),
      (services, risks, personFirst) => {
        const entries = services.map(({ one }, n) => entry(`s${n}`, clean(one)));
        const ask = asked(opened({ patient: person, others: flagged(risks), personFirst }));
        expect(rank(entries, ask, known())).toEqual(rank(entries, plain, known()));
      },
    ),
  );
});

test('whom a named person found not suitable for a setting nobody asks into it, neither the coordinator nor the hub', () => {
  fc.assert(
    fc.property(anySetting, (setting) => {
      const found = considered({ judgement: 'not-suitable', setting });
      const asked = onwardTo('mens-shed');
      const judged = { ...asked, task: { ...asked.task, extension: [found] } };
      expect(refusalsOf(taken(), coordinator, judged)).toContain('not-suitable');
      const draft = onwardDraft('mens-shed');
      const after = { url: extensions.nextAfter, valueReference: { reference: `Task/${t2}` } };
      const own = (draft.task.extension ?? []).filter(({ url }) => url !== extensions.risksConsidered);
      const chosen = next(next(taken(), coordinator, onwardTo('walking-group')), coordinator, {
        ...draft,
        task: { ...draft.task, extension: [...own, found, after] },
      });
      const declined = next(chosen, group, move(t2, 'rejected', because('No', 'no-capacity')));
      const moved = next(declined, hub, { kind: 'move-on', task: `${id}.t3`, owner: { ownerKind: 'voluntary' } });
      const second = moved.onward[1]?.task;
      expect([second?.status, second && notMovedOn(second)]).toEqual(['draft', 'not-suitable']);
    }),
    { numRuns: 8 },
  );
});
