import type { Consent, Extension } from 'fhir/r4.js';
import { companionCoding } from '../../../../contracts/lifecycle/companions.ts';
import { conditions, judgements } from '../../../../contracts/lifecycle/risk-settings.ts';
import { organisationCode } from '../../../../contracts/organisation-code.ts';
import { extensions } from '../../../../contracts/systems.ts';
import { wordingBase, wordingOf, wordingToday } from '../../../../contracts/wordings.ts';
import { today } from '../../../domain/calendar.ts';
import { statusOf } from '../../../domain/coding.ts';
import { companionPurpose, openCompanion } from '../../../domain/companion/companions.ts';
import { hasBegun, modeOf } from '../../../domain/meetings/meetings.ts';
import { permission } from '../../../domain/permission/permission.ts';
import { organisation, referenceTo } from '../../../domain/referral.ts';
import { grownUp, hasReached } from '../../../domain/request/age.ts';
import { ok, type Refusal } from '../../../domain/result.ts';
import { knownCompanion } from '../../../usecases/known-companion.ts';
import { type FormField, ticked, type Values } from '../../forms/fields.ts';
import { html } from '../../html.ts';
import { words } from '../../words/words.ts';
import { companionsAsked } from '../groups-asked.ts';
import type { Act, Doing } from './act.ts';
import { idOf, isAbout, onwardOf, partOf } from './part-of.ts';

const { ask: says } = words.companion;
const { ask: asking } = words.worklist;

/** By a code that was typed, else the one that was chosen. */
const companionIn = ({ companion = '', code = '' }: Values): string => (code.trim() === '' ? companion : code.trim());

const meetingOf = (doing: Doing) => onwardOf(doing)?.meetings.find((meeting) => isAbout(meeting, doing));

const fields = async ({ desk, referral, now }: Doing): Promise<readonly FormField[]> => {
  const known = hasReached(grownUp, referral.patient.birthDate ?? '', today(now));
  const all = await companionsAsked(desk);
  return [
    ...(Object.keys(all).length > 0 ? [{ name: 'companion', is: 'one', label: says.who, choices: all } as const] : []),
    { name: 'code', is: 'line', label: says.code, hint: says.codeHint, most: 64 },
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
  'unknown-partner': 'code',
  'not-checked-for-minors': 'code',
  'already-asked': 'code',
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
  before: ({ now }) =>
    html`<h2>${asking.wording}</h2><blockquote class="app-words"><p>${(wordingOf(wordingUri(now))?.says ?? '').replace('{organisation}', says.notChosen).replace('{activity}', companionCoding.display)}</p></blockquote>`,
  basis: (doing) => ({ type: 'Appointment', id: idOf(doing) }),
  actions: async (doing, values) => {
    const companion = companionIn(values);
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
