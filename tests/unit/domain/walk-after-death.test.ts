import fc from 'fast-check';
import type { Communication } from 'fhir/r4.js';
import { expect, test } from 'vitest';
import type { ObligationCode } from '../../../contracts/lifecycle/obligations.ts';
import { systems } from '../../../contracts/systems.ts';
import { render } from '../../../functions/delivery/render.ts';
import {
  isConfirmed,
  isGone,
  mayContactPerson,
  reportsIn,
} from '../../../functions/domain/circumstance/circumstances.ts';
import { codeIn, kindOf } from '../../../functions/domain/coding.ts';
import { obligations } from '../../../functions/domain/owed/obligations.ts';
import type { Referral } from '../../../functions/domain/referral.ts';
import { correspondenceKindOf } from '../../../functions/domain/said/correspondence.ts';
import { happened } from '../../../functions/views/happened.ts';
import type { Row } from '../../../functions/views/row.ts';
import { rowsOf } from '../../../functions/views/rows.ts';
import { reports } from './acts.ts';
import { coordinator } from './cast.ts';
import { startOf, walks } from './walk.ts';
import { walk } from './walked.ts';

/** Issue 5 item 5: all that anybody may still be asked to do, in the first line of a message. */
const mayAsk = [
  /^No action for the practice\.$/,
  /^Action for the practice: please (correct|check that|check how) your record /,
  /^Action for the practice: please check whether the person is still registered with you/,
];
/** What is still owed, and reminded of; a copy of what was told is called back from an organisation, not from the person. */
const remaining: readonly (string | undefined)[] = [
  ...(['answer-request', 'read-risks', 'check-need', 'review', 'meeting-result', 'answer-abort'] as const),
  ...(['answer-question', 'read-note', 'tell-otherwise', 'closing-acknowledged', 'confirm-circumstance'] as const),
  ...([
    'close-referral',
    'clear-practice',
    'recall-copy',
    'look-at-linked',
    'companion-result',
    'reply-feedback',
  ] as const),
] satisfies readonly ObligationCode[];
const hasDied = (referral: Referral): boolean =>
  reportsIn(referral).some((r) => r.circumstance === 'died' && isConfirmed(r));

/** What stood in the rows of a version, to be rendered as it would be sent when another is known. */
const rowsIn = (asOf: Referral) =>
  rowsOf(asOf, { reaches: () => true, standing: new Map(), webhooks: { since: () => '', wanted: () => undefined } })
    .filter(({ wanted }) => wanted !== undefined)
    .map(({ sk, organisation, wanted }): Row => {
      const number = /#M#(\d{7})$/.exec(sk)?.[1];
      const message = number === undefined ? {} : { message: `${asOf.id}.m${Number(number)}` };
      return { ...happened.parse({}), referral: asOf.id, sk, organisation, wanted, item: {}, ...message };
    });

const seen = { messages: 0, states: 0, reminders: 0, withheld: 0, after: 0 };

const isReminder = (c: Communication): boolean => kindOf(c) === 'chase';
const remindsOf = ({ topic }: Communication) => codeIn(systems.obligation, topic);

/** Nothing of it sends anybody to the person. */
const isHarmless = (sent: ReturnType<typeof render>): void => {
  if (sent === undefined || sent === 'waits') {
    seen.withheld += 1;
    return;
  }
  const { entry = [] } = sent.kind === 'state' ? sent.bundle : { entry: [{ resource: sent.communication }] };
  seen[sent.kind === 'state' ? 'states' : 'messages'] += 1;
  for (const { resource } of entry) {
    if (resource?.resourceType !== 'Communication') continue;
    if (isReminder(resource)) {
      seen.reminders += 1;
      expect(remaining).toContain(remindsOf(resource));
    } else if (sent.kind === 'message' && correspondenceKindOf(resource) === undefined) {
      const [asks = '', ...says] = (resource.payload ?? []).map(({ contentString = '' }) => contentString);
      expect(
        mayAsk.filter((one) => one.test(asks)),
        asks,
      ).toHaveLength(1);
      expect(says.join(' ')).not.toMatch(/will speak with/);
    }
  }
};

test('after a confirmed death nothing that is pending, whenever it was made, is for the person or sends anybody to them', () => {
  fc.assert(
    fc.property(walks, fc.nat({ max: 20 }), (path, before) => {
      const action = () => reports('died', { confirmed: true });
      const { versions } = walk(path, [{ before, actor: coordinator, action }]);
      const states = [startOf(path), ...versions.map(({ after }) => after)];
      const known = states.findIndex(hasDied);
      if (known < 0) return;
      seen.after += states.length - known - 1;
      const pending = states.map((asOf) => ({ asOf, rows: rowsIn(asOf) }));
      for (const newest of [states[known], states.at(-1)]) {
        if (!newest || !hasDied(newest) || newest.task.status === 'entered-in-error') continue;
        expect([isGone(newest), mayContactPerson(newest)]).toEqual([true, false]);
        for (const { what } of obligations(newest)) expect(remaining).toContain(what);
        for (const { asOf, rows } of pending.filter((p) => p.asOf.version <= newest.version))
          for (const row of rows) isHarmless(render(row, { asOf, newest }, () => 'Somebody', 'outcome'));
      }
    }),
    { numRuns: 100 },
  );
  for (const count of Object.values(seen)) expect(count, JSON.stringify(seen)).toBeGreaterThan(10);
});
