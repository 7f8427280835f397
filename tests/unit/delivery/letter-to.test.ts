import { expect, test } from 'vitest';
import { thisArea } from '../../../contracts/areas/this-area.ts';
import { letterTo } from '../../../functions/delivery/document/letter-to.ts';
import { kindOf } from '../../../functions/domain/coding.ts';
import type { Participant } from '../../../functions/usecases/ports.ts';
import { writes } from '../domain/acts.ts';
import { booked, coordinator, day, id, next, opened } from '../views/made-referral.ts';

const post = ['1 High Street', 'Stroud'];
const practice: Participant = {
  ...{ organisation: 'L99901', name: 'Churchdown Surgery', kind: 'practice', tier: 'full', version: 1, active: true },
  ...{ identifier: { system: 's', value: 'v' }, otherWays: { post } },
};

/** Whom a page goes to, of a request that names community nurses for its answers. */
const addressees = () => {
  const made = booked(opened({ answersTo: { display: 'Community nurses, Stroud' } }));
  const { referral } = next(
    made,
    coordinator,
    writes('question', 'Does she have a telephone?', { about: [{ reference: `Task/${id}.t1` }] }),
    day(9),
  );
  return Object.fromEntries(
    referral.communications
      .filter((c) => ['question', 'practice-message'].includes(kindOf(c) ?? ''))
      .map((communication) => {
        const worded = { communication, referral, recipient: practice, nameOf: () => undefined };
        return [kindOf(communication), letterTo(worded, thisArea).to];
      }),
  );
};

test('what answers a request goes to whom it names; a question to the practice goes to the practice, and to nobody else', () => {
  expect(addressees()).toEqual({
    'practice-message': ['Community nurses, Stroud'],
    question: ['Churchdown Surgery', ...post],
  });
});
