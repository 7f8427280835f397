import { extensions, systems } from '../../../../contracts/systems.ts';
import { wordingBase, wordingOf, wordingToday } from '../../../../contracts/wordings.ts';
import { today } from '../../../domain/calendar.ts';
import { recordKind, statusOf } from '../../../domain/coding.ts';
import { obligations } from '../../../domain/owed/obligations.ts';
import { isObjectedTo } from '../../../domain/permission/permission.ts';
import { mayBeSaidKnown, professionalOf } from '../../../domain/permission/say-known.ts';
import { organisation, organisationOf, referenceTo } from '../../../domain/referral.ts';
import { ok } from '../../../domain/result.ts';
import { wasSent } from '../../../domain/tasks/never-sent.ts';
import { html } from '../../html.ts';
import { words } from '../../words/words.ts';
import { namesIn } from '../organisation-names.ts';
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

/** Two asked for one person: whoever of them is a registered professional hears that they are known, if the person says so (issue 9, 5). */
const sayKnownAct: Act = {
  name: 'say-known',
  elsewhere: true,
  title: () => says.known,
  offers: ({ referral }) => (mayBeSaidKnown(referral) ? [{ about: 't1', says: says.known }] : []),
  before: async ({ desk, referral, now }) => {
    const named = await namesIn(desk.participants, referral);
    const wording = wordingOf(`${wordingBase}${wordingToday(today(now), 'knowing')}`)?.says ?? '';
    return html`<p>${says.knownAsk}</p><blockquote>${wording.replace('{organisation}', () => named(professionalOf(referral)))}</blockquote>`;
  },
  fields: () => [{ name: 'sure', is: 'tick', label: says.knownSure, needed: true }],
  actions: ({ referral, desk, now }) =>
    ok([
      {
        kind: 'record-permission',
        consent: {
          ...{ resourceType: 'Consent', status: 'active', dateTime: today(now) },
          scope: { text: 'Saying that the person is known' },
          category: [{ text: 'Saying that the person is known' }],
          patient: { reference: referenceTo(referral.patient) },
          performer: [{ reference: referenceTo(referral.patient) }],
          policy: [{ uri: `${wordingBase}${wordingToday(today(now), 'knowing')}` }],
          extension: [{ url: extensions.recordedBy, valueReference: { display: desk.person.person.name } }],
          provision: {
            type: 'permit',
            actor: [{ role: { text: 'recipient' }, reference: organisation(professionalOf(referral) ?? '') }],
            purpose: [{ system: systems.permissionPurpose, code: 'say-known' }],
          },
        },
      },
    ]),
};

export const permissionActs: readonly Act[] = [withdrawAct, destroyedAct, sayKnownAct];
