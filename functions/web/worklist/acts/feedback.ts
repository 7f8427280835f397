import type { Communication } from 'fhir/r4.js';
import { isFeedbackReply } from '../../../../contracts/lifecycle/feedback.ts';
import { systems } from '../../../../contracts/systems.ts';
import { concept, recordKind } from '../../../domain/coding.ts';
import { organisation, referenceTo } from '../../../domain/referral.ts';
import { ok, refuse } from '../../../domain/result.ts';
import { feedbackIn, isSettled } from '../../../domain/said/feedback.ts';
import type { FormField } from '../../forms/fields.ts';
import { html } from '../../html.ts';
import { words } from '../../words/words.ts';
import type { Act, Doing } from './act.ts';
import { idOf, isAbout, partOf } from './part-of.ts';

const { feedback: says } = words.worklist;
const text: FormField = { name: 'text', is: 'text', label: says.what, hint: says.hint, needed: true, most: 2000 };

const record = (doing: Doing, kind: 'feedback' | 'feedback-reply', more: Partial<Communication>) => {
  const communication: Communication = {
    ...{ resourceType: 'Communication', status: 'completed', category: [recordKind(kind)] },
    about: [{ reference: referenceTo(doing.referral.task) }],
    sender: { ...organisation(doing.actor.organisation), display: doing.desk.person.person.name },
    ...more,
  };
  return ok([{ kind: 'record', communication } as const]);
};

const writeAct: Act = {
  name: 'feedback',
  title: () => says.write,
  offers: ({ referral }) =>
    ['draft', 'entered-in-error'].includes(referral.task.status) ? [] : [{ about: 't1', says: says.write }],
  fields: () => [text],
  actions: (doing, values) => record(doing, 'feedback', { payload: [{ contentString: (values.text ?? '').trim() }] }),
  fieldOf: () => 'text',
};

/** Acting is no end of it: it is said again what became of it. */
const replyAct: Act = {
  name: 'reply-feedback',
  title: () => says.reply,
  offers: ({ referral }) =>
    feedbackIn(referral)
      .filter((one) => !isSettled(referral, one))
      .map(({ id }) => ({ about: partOf(id), says: says.reply })),
  before: (doing) => {
    const said = doing.shown.communications.find((one) => isAbout(one, doing));
    return html`<blockquote class="app-words"><p>${said?.payload?.[0]?.contentString ?? ''}</p></blockquote>`;
  },
  fields: () => [
    { name: 'reply', is: 'one', label: says.reply, choices: says.replies, needed: true },
    { name: 'why', is: 'text', label: says.why, hint: says.whyHint, most: 2000 },
  ],
  actions: (doing, { reply, why = '' }) =>
    isFeedbackReply(reply)
      ? record(doing, 'feedback-reply', {
          inResponseTo: [{ reference: `Communication/${idOf(doing)}` }],
          topic: concept(systems.feedbackReply, reply),
          ...(why.trim() === '' ? {} : { payload: [{ contentString: why.trim() }] }),
        })
      : refuse('invalid-input'),
  fieldOf: ({ code }) => (code === 'missing-element' ? 'why' : 'reply'),
};

/** What somebody says of the service, and what they are told became of it. */
export const feedbackActs: readonly Act[] = [writeAct, replyAct];
