import { extensions } from '../../../../contracts/systems.ts';
import { wordingBase, wordingToday } from '../../../../contracts/wordings.ts';
import { today } from '../../../domain/calendar.ts';
import { recordKind, statusOf } from '../../../domain/coding.ts';
import { obligations } from '../../../domain/owed/obligations.ts';
import { isObjectedTo } from '../../../domain/permission/permission.ts';
import { organisation, organisationOf, referenceTo } from '../../../domain/referral.ts';
import { ok } from '../../../domain/result.ts';
import { wasSent } from '../../../domain/tasks/never-sent.ts';
import { words } from '../../words/words.ts';
import type { Act } from './act.ts';
import { idOf, onwardOf, partOf } from './part-of.ts';

const { permission: says } = words.worklist;

/** The person does not want a group to know of them any more: an objection needs nothing else. */
const withdrawAct: Act = {
  name: 'withdraw-permission',
  title: () => says.withdraw,
  offers: ({ referral, actor, now }) =>
    referral.onward
      .filter(({ task }) => wasSent(task) && statusOf(task) !== 'draft')
      .filter(({ task, request }) => {
        const partner = organisationOf(task.owner) ?? '';
        const of = { patient: referral.patient, now };
        return partner !== actor.organisation && !isObjectedTo(referral.consents, partner, request, of);
      })
      .map(({ task }) => ({ about: partOf(task.id), says: says.withdraw })),
  fields: () => [{ name: 'sure', is: 'tick', label: says.sure, needed: true }],
  actions: (doing) => {
    const { referral, desk, now } = doing;
    const partner = organisationOf(onwardOf(doing)?.task.owner) ?? '';
    return ok([
      {
        kind: 'record-permission',
        consent: {
          ...{ resourceType: 'Consent', status: 'active', dateTime: today(now) },
          scope: { text: 'Sharing with the group' },
          category: [{ text: 'Sharing with the group' }],
          patient: { reference: referenceTo(referral.patient) },
          policy: [{ uri: `${wordingBase}${wordingToday(today(now), 'sharing')}` }],
          extension: [{ url: extensions.recordedBy, valueReference: { display: desk.person.person.name } }],
          provision: {
            type: 'deny',
            actor: [{ role: { text: 'recipient' }, reference: organisation(partner) }],
          },
        },
      },
    ]);
  },
};

/** Whoever holds a copy was rung about it. */
const destroyedAct: Act = {
  name: 'destroyed',
  title: () => says.destroyed,
  offers: ({ referral }) =>
    obligations(referral)
      .filter(({ what }) => what === 'recall-copy')
      .map(({ about, task }) => ({ about: partOf(about ?? task), says: says.destroyed })),
  fields: () => [{ name: 'who', is: 'line', label: says.who, needed: true, most: 100 }],
  actions: (doing, { who = '' }) =>
    ok([
      {
        kind: 'recall-copy',
        communication: {
          ...{ resourceType: 'Communication', status: 'completed', category: [recordKind('copy-recalled')] },
          about: [{ reference: `${doing.about.startsWith('t') ? 'Task' : 'Communication'}/${idOf(doing)}` }],
          recipient: [{ display: who.trim() }],
          sender: { display: doing.desk.person.person.name },
        },
      },
    ]),
  fieldOf: () => 'who',
};

export const permissionActs: readonly Act[] = [withdrawAct, destroyedAct];
