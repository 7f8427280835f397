import type { Consent, Extension } from 'fhir/r4.js';
import { companionCoding } from '../../../../contracts/lifecycle/companions.ts';
import { conditions, judgements } from '../../../../contracts/lifecycle/risk-settings.ts';
import { organisationCode } from '../../../../contracts/organisation-code.ts';
import { extensions } from '../../../../contracts/systems.ts';
import { wordingBase, wordingOf, wordingToday } from '../../../../contracts/wordings.ts';
import { today } from '../../../domain/calendar.ts';
import { statusOf } from '../../../domain/coding.ts';
import { companionPurpose, neededFor, openCompanion } from '../../../domain/companion/companions.ts';
import { hasBegun, modeOf } from '../../../domain/meetings/meetings.ts';
import { permission } from '../../../domain/permission/permission.ts';
import { organisation, referenceTo } from '../../../domain/referral.ts';
import { grownUp, hasReached } from '../../../domain/request/age.ts';
import { ok, type Refusal } from '../../../domain/result.ts';
import { knownCompanion } from '../../../usecases/known-companion.ts';
import type { Participant } from '../../../usecases/ports.ts';
import { type FormField, ticked, type Values } from '../../forms/fields.ts';
import { type Html, html } from '../../html.ts';
import { folded } from '../../shell/folded.ts';
import { words } from '../../words/words.ts';
import { byName, companionNote, whyNot } from '../companions-known.ts';
import type { Act, Doing } from './act.ts';
import { idOf, isAbout, onwardOf, partOf } from './part-of.ts';

const { ask: says } = words.companion;
const { ask: asking } = words.worklist;

const meetingOf = (doing: Doing) => onwardOf(doing)?.meetings.find((meeting) => isAbout(meeting, doing));

interface Askable {
  readonly one: Participant;
  /** Nobody knows how old the person is, and this one is not cleared for people under 18. */
  readonly isForAdults: boolean;
}

/** Everybody of the register by name: who may be asked for this meeting, and of the others why not. */
const askable = async (doing: Doing) => {
  const { desk, referral, now } = doing;
  const meeting = meetingOf(doing);
  const day = today(meeting?.start ?? now);
  const isUnknown = hasReached(grownUp, referral.patient.birthDate ?? '', day) === undefined;
  const needs = meeting ? neededFor(referral, meeting, {}, day) : [];
  const all = byName(await desk.companions()).map((one) => {
    const why = whyNot(one, { day, now, needs: isUnknown ? needs.filter((work) => work !== 'under-18') : needs });
    return { one, why, isForAdults: why.length === 0 && whyNot(one, { day, now, needs }).length > 0 };
  });
  return { may: all.filter(({ why }) => why.length === 0), cannot: all.filter(({ why }) => why.length > 0) };
};

/** Apart from the choices, because what cannot be chosen is no choice; nobody is left to wonder where a name is. */
const whoCannot = async (doing: Doing): Promise<Html> => {
  const { may, cannot } = await askable(doing);
  const list = html`<ul>${cannot.map(({ one, why }) => html`<li><bdi>${one.name}</bdi>: ${why.join(', ')}</li>\n`)}</ul>`;
  return html`${may.length === 0 ? html`<p class="app-stop">${says.nobody}</p>` : undefined}
${cannot.length === 0 ? undefined : folded(says.cannotBe(cannot.length), list)}`;
};

const fields = async (doing: Doing): Promise<readonly FormField[]> => {
  const { referral, now } = doing;
  const known = hasReached(grownUp, referral.patient.birthDate ?? '', today(now));
  const { may } = await askable(doing);
  const note = ({ isForAdults, one }: Askable): string =>
    [isForAdults ? says.adultsOnly : undefined, companionNote(one)].filter((part) => part !== undefined).join('. ');
  const who: FormField = {
    ...{ name: 'companion', is: 'one', label: says.who, hint: says.whoHint, needed: true },
    choices: Object.fromEntries(may.map(({ one }) => [one.organisation, one.name])),
    notes: Object.fromEntries(may.map((each) => [each.one.organisation, note(each)])),
  };
  return [
    ...(may.length > 0 ? [who] : []),
    { name: 'agrees', is: 'tick', label: says.permission },
    { name: 'given', is: 'date', label: says.given, known: today(now) },
    { name: 'judgement', is: 'one', label: asking.judgement, hint: says.alone, choices: judgements },
    { name: 'condition', is: 'some', label: says.conditions, hint: asking.conditionHint, choices: conditions },
    ...(known === undefined ? [{ name: 'adult', is: 'tick', label: asking.adult } as const] : []),
  ];
};

/** The settings are the meeting's own: a companion may be alone with the person, and at home where it is at home. */
const consideredIn = (doing: Doing, values: Values): Extension => {
  const meeting = meetingOf(doing);
  const isAtHome = meeting !== undefined && modeOf(meeting) === 'home-visit';
  return {
    url: extensions.risksConsidered,
    extension: [
      ...(values.judgement ? [{ url: 'judgement', valueCode: values.judgement }] : []),
      { url: 'setting', valueCode: 'lone-volunteer' },
      ...(isAtHome ? [{ url: 'setting', valueCode: 'home-visit' }] : []),
      ...ticked(values, { name: 'condition', choices: conditions }).map((valueCode) => ({
        url: 'condition',
        valueCode,
      })),
      { url: 'by', valueString: doing.desk.person.person.name },
      ...(values.adult === 'yes' ? [{ url: 'adult', valueBoolean: true }] : []),
    ],
  };
};

const wordingUri = (now: string): string => `${wordingBase}${wordingToday(today(now), 'sharing')}`;

/** The person's own word, written down by whoever is signed in. */
const consentOf = ({ referral, desk, now }: Doing, companion: string, given: string | undefined): Consent => ({
  ...{ resourceType: 'Consent', status: 'active' },
  scope: { text: companionCoding.display },
  category: [{ text: companionCoding.display }],
  patient: { reference: referenceTo(referral.patient) },
  dateTime: given?.trim() || today(now),
  performer: [{ reference: referenceTo(referral.patient) }],
  policy: [{ uri: wordingUri(now) }],
  extension: [{ url: extensions.recordedBy, valueReference: { display: desk.person.person.name } }],
  provision: {
    type: 'permit',
    actor: [{ role: { text: 'recipient' }, reference: organisation(companion) }],
    purpose: [companionCoding],
  },
});

const fieldOfCode: Partial<Record<Refusal['code'], string>> = {
  'unknown-partner': 'companion',
  'not-checked-for-minors': 'companion',
  'already-asked': 'companion',
  'permission-missing': 'agrees',
  'permission-incomplete': 'given',
  'may-not-decide': 'agrees',
  'risks-not-considered': 'judgement',
  'not-suitable': 'judgement',
  'setting-not-considered': 'condition',
};

/** Asks a champion or buddy to go along to one meeting that is ahead. */
export const askCompanionAct: Act = {
  name: 'ask-companion',
  title: () => says.title,
  offers: ({ referral, now }) =>
    referral.onward
      .filter(({ task }) => ['accepted', 'in-progress'].includes(statusOf(task)))
      .flatMap(({ meetings }) => meetings.filter((one) => one.status === 'booked' && !hasBegun(one, now)))
      .filter((meeting) => ['in-person', 'drop-in', 'home-visit'].includes(modeOf(meeting) ?? 'in-person'))
      .filter((meeting) => openCompanion(referral, meeting) === undefined)
      .map(({ id }) => ({ about: partOf(id), says: says.title })),
  fields,
  before: async (doing) =>
    html`${await whoCannot(doing)}<h2>${asking.wording}</h2><blockquote class="app-words"><p>${(wordingOf(wordingUri(doing.now))?.says ?? '').replace('{organisation}', says.notChosen).replace('{activity}', says.activity)}</p></blockquote>`,
  basis: (doing) => ({ type: 'Appointment', id: idOf(doing) }),
  actions: async (doing, values) => {
    const { companion = '' } = values;
    if (!organisationCode.test(companion)) return { ok: false, refusals: [{ code: 'unknown-partner' }] };
    const of = { patient: doing.referral.patient, now: doing.now };
    const stands = permission(doing.referral.consents, companion, companionPurpose(doing.referral), of) !== undefined;
    const known = await knownCompanion(doing.desk, companion);
    return ok([
      {
        ...{ kind: 'ask-companion', appointment: idOf(doing), companion },
        considered: consideredIn(doing, values),
        consents: !stands && values.agrees === 'yes' ? [consentOf(doing, companion, values.given)] : [],
        ...(known ? { known } : {}),
      },
    ]);
  },
  fieldOf: ({ code }) => fieldOfCode[code],
};
