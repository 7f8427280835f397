import type { Communication } from 'fhir/r4.js';
import { hearsOf } from '../../../domain/authority/authority.ts';
import { kindOf, recordKind } from '../../../domain/coding.ts';
import { referrerOf } from '../../../domain/parties.ts';
import { organisation, referenceTo } from '../../../domain/referral.ts';
import { ok } from '../../../domain/result.ts';
import {
  type CorrespondenceKind,
  isOpenQuestion,
  madeIn,
  recipientOf,
  senderOf,
  unreadNotes,
} from '../../../domain/said/correspondence.ts';
import { undelivered } from '../../../domain/said/deliveries.ts';
import { instantFor } from '../../dates.ts';
import type { FormField } from '../../forms/fields.ts';
import { html } from '../../html.ts';
import { readingOf } from '../../practice/acts.ts';
import { words } from '../../words/words.ts';
import type { Act, Doing } from './act.ts';
import { idOf, isAbout, partOf } from './part-of.ts';
import { rang } from './rang.ts';

const { written: says } = words.worklist;
const text = (doing: Omit<Doing, 'about'>): FormField => ({
  ...{ name: 'text', is: 'text', label: says.text, needed: true, most: 2000 },
  hint: hearsWords(doing) ? says.hint : says.ringHint,
});

/** Who hears only how it stands is sent no words (mappings/council/message.ts). */
const hearsWords = ({ referral }: Omit<Doing, 'about'>): boolean =>
  hearsOf(referral, referrerOf(referral) ?? '') === 'outcome';

const message = (
  doing: Doing,
  kind: CorrespondenceKind,
  words: string,
  more: Partial<Communication>,
): Communication => ({
  resourceType: 'Communication',
  status: kind === 'question' ? 'in-progress' : 'completed',
  category: [recordKind(kind)],
  about: [{ reference: referenceTo(doing.referral.task) }],
  sender: { ...organisation(doing.actor.organisation), display: doing.desk.person.person.name },
  payload: [{ contentString: words.trim() }],
  ...more,
});

const correspond = (communication: Communication) => ok([{ kind: 'correspond', communication } as const]);

/** To whoever referred, where that is somebody else. */
const canWrite = ({ referral, actor }: Omit<Doing, 'about'>): boolean =>
  referrerOf(referral) !== actor.organisation && !['draft', 'entered-in-error'].includes(referral.task.status);

const writing = (kind: 'question' | 'note'): Act => ({
  name: kind,
  title: () => says[kind],
  // Whoever is not sent words can be asked to ring; a note that asks for nothing would reach nobody.
  offers: (doing) =>
    canWrite(doing) && (kind === 'question' || hearsWords(doing)) ? [{ about: 't1', says: says[kind] }] : [],
  fields: (doing) => [text(doing)],
  actions: (doing, values) => correspond(message(doing, kind, values.text ?? '', {})),
  fieldOf: () => 'text',
});

const openQuestions = ({ referral, actor }: Omit<Doing, 'about'>, mine: boolean): Communication[] =>
  referral.communications.filter(
    (c) => isOpenQuestion(c) && (mine ? senderOf(c) : recipientOf(c)) === actor.organisation,
  );

const answerAct: Act = {
  name: 'answer',
  title: () => says.answer,
  offers: (doing) => openQuestions(doing, false).map(({ id }) => ({ about: partOf(id), says: says.answer })),
  before: (doing) => {
    const question = doing.shown.communications.find((c) => isAbout(c, doing));
    return html`<blockquote class="app-words"><p>${question?.payload?.[0]?.contentString ?? ''}</p></blockquote>`;
  },
  fields: (doing) => [text(doing)],
  actions: (doing, values) =>
    correspond(
      message(doing, 'answer', values.text ?? '', { inResponseTo: [{ reference: `Communication/${idOf(doing)}` }] }),
    ),
  fieldOf: () => 'text',
};

const takeBackAct: Act = {
  name: 'take-back',
  title: () => says.takeBack,
  offers: (doing) => openQuestions(doing, true).map(({ id }) => ({ about: partOf(id), says: says.takeBack })),
  fields: () => [],
  actions: (doing) => ok([{ kind: 'take-back', communication: idOf(doing) }]),
};

/**
 * A named person here has read what they wrote: all that the form showed, whichever of it they began with, and nothing that came since.
 * `seen`: the version of the referral that the form was drawn from.
 */
const readAct: Act = {
  name: 'read-note',
  title: () => says.readNote,
  offers: ({ referral }) => unreadNotes(referral).map(({ id }) => ({ about: partOf(id), says: says.readNote })),
  before: ({ shown }) =>
    html`${unreadNotes(shown).map(
      ({
        sender,
        sent,
        payload,
      }) => html`<p>${sender?.display ? html`${sender.display}, ` : undefined}${sent ? instantFor(sent) : ''}</p>
<blockquote class="app-words"><p>${payload?.[0]?.contentString ?? ''}</p></blockquote>
`,
    )}<p>${words.worklist.seen.says}</p>`,
  fields: () => [],
  actions: (doing, { seen }) =>
    ok(
      unreadNotes(doing.referral)
        .filter((note) => isAbout(note, doing) || madeIn(note) <= Number(seen))
        .map(({ id }) => readingOf(id ?? '', doing.desk.person.person.name)),
    ),
};

/** That somebody there has read what they had to: heard on the telephone, with whom (DESIGN 4, loop closed). */
const signOffAct: Act = {
  name: 'rang',
  title: () => says.signOff,
  offers: ({ referral, actor }) => {
    const lost = undelivered(referral).map(({ message }) => message.id);
    return referral.communications
      .filter((c) => ['practice-message', 'question', 'note', 'answer'].includes(kindOf(c) ?? ''))
      .filter((c) => c.received === undefined && recipientOf(c) !== actor.organisation)
      .filter(({ id, status }) => status === 'in-progress' || status === 'on-hold' || lost.includes(id))
      .map(({ id }) => ({ about: partOf(id), says: says.signOff }));
  },
  ...rang,
};

/** What is written to whoever referred and by them, and what of it was read. */
export const writtenActs: readonly Act[] = [
  ...[readAct, writing('question'), writing('note'), answerAct, takeBackAct, signOffAct],
];
