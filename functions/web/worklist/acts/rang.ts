import { systems } from '../../../../contracts/systems.ts';
import { concept, recordKind } from '../../../domain/coding.ts';
import { ok } from '../../../domain/result.ts';
import { words } from '../../words/words.ts';
import type { Act } from './act.ts';
import { idOf } from './part-of.ts';

const { written: says } = words.worklist;

/** Somebody was rung, and has read what the form is about: who, and how they said it. */
export const rang: Pick<Act, 'fields' | 'actions' | 'fieldOf'> = {
  fields: () => [
    { name: 'who', is: 'line', label: says.who, needed: true, most: 100 },
    { name: 'how', is: 'one', label: says.how, choices: says.ways, needed: true },
  ],
  actions: (doing, { who = '', how = '' }) =>
    ok([
      {
        kind: 'acknowledge',
        communication: {
          ...{ resourceType: 'Communication', status: 'completed', category: [recordKind('acknowledgement')] },
          inResponseTo: [{ reference: `Communication/${idOf(doing)}` }],
          recipient: [{ display: who.trim() }],
          medium: [concept(systems.participationMode, how)],
        },
      },
    ]),
  fieldOf: () => 'who',
};
