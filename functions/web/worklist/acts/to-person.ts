import { goAgain, isGoAgain } from '../../../../contracts/lifecycle/person-messages.ts';
import { systems } from '../../../../contracts/systems.ts';
import { concept, recordKind } from '../../../domain/coding.ts';
import { obligations } from '../../../domain/owed/obligations.ts';
import { ok } from '../../../domain/result.ts';
import { goAgainOf } from '../../../domain/to-person/go-again.ts';
import { words } from '../../words/words.ts';
import type { Act } from './act.ts';
import { idOf, partOf } from './part-of.ts';
import { rang } from './rang.ts';

const { toPerson: says } = words;

/** The person was told what a message did not tell them: by whom, and how; also where somebody passed it on for them. */
const toldAct: Act = {
  name: 'told',
  title: () => says.told,
  offers: ({ referral }) =>
    obligations(referral)
      .filter(({ what }) => what === 'tell-person')
      .map(({ about }) => ({ about: partOf(about), says: says.told })),
  ...rang,
};

/** Of a group to which they have been, until they said something. */
const goAgainAct: Act = {
  name: 'go-again',
  title: () => says.goAgain,
  offers: ({ referral }) =>
    referral.onward
      .filter(
        (one) => one.meetings.some(({ status }) => status === 'fulfilled') && goAgainOf(referral, one) === undefined,
      )
      .map(({ task }) => ({ about: partOf(task.id), says: says.goAgain })),
  fields: () => [{ name: 'again', is: 'one', label: says.answer, choices: goAgain, needed: true }],
  actions: (doing, { again = '' }) =>
    ok([
      {
        kind: 'record',
        communication: {
          ...{ resourceType: 'Communication', status: 'completed', category: [recordKind('go-again')] },
          ...(isGoAgain(again) ? { topic: concept(systems.goAgain, again, goAgain[again]) } : {}),
          about: [{ reference: `Task/${idOf(doing)}` }],
          sender: { display: doing.desk.person.person.name },
        },
      },
    ]),
  fieldOf: () => 'again',
};

export const toPersonActs: readonly Act[] = [toldAct, goAgainAct];
