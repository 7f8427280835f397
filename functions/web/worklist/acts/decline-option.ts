import { recordKind } from '../../../domain/coding.ts';
import { longestOption } from '../../../domain/options/declined.ts';
import { organisation, referenceTo } from '../../../domain/referral.ts';
import { ok } from '../../../domain/result.ts';
import { html } from '../../html.ts';
import { words } from '../../words/words.ts';
import type { Act } from './act.ts';
import { askAct } from './ask.ts';

const { decline: says } = words.worklist.finding;

/** What the person said no to when they were told of it: as much a fact as whom they chose (issue 9 item 3). */
export const declineOptionAct: Act = {
  name: 'decline-option',
  keeps: ['option'],
  title: () => says.title,
  offers: (doing) => (askAct.offers(doing).length > 0 ? [{ about: 't1', says: says.title }] : []),
  before: () => html`<p>${says.says}</p>`,
  fields: ({ desk }) => [
    {
      ...{ name: 'option', is: 'line', label: says.which, needed: true, most: longestOption },
      known: desk.request.query.get('option') ?? undefined,
    },
    { name: 'why', is: 'text', label: says.why, most: 300 },
  ],
  actions: ({ referral, actor, desk }, { option = '', why = '' }) =>
    ok([
      {
        kind: 'record',
        communication: {
          ...{ resourceType: 'Communication', status: 'completed', category: [recordKind('option-declined')] },
          about: [{ reference: referenceTo(referral.task) }],
          sender: { ...organisation(actor.organisation), display: desk.person.person.name },
          payload: [{ contentString: option.trim() }],
          ...(why.trim() === '' ? {} : { note: [{ text: why.trim() }] }),
        },
      },
    ]),
  fieldOf: () => 'option',
};
