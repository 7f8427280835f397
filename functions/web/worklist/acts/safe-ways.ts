import type { ContactPoint, Extension, Patient } from 'fhir/r4.js';
import { extensions } from '../../../../contracts/systems.ts';
import { statusOf } from '../../../domain/coding.ts';
import { meansOfContact, safeContactOf } from '../../../domain/contact/safe-contact.ts';
import { ok } from '../../../domain/result.ts';
import type { FormField, Values } from '../../forms/fields.ts';
import { words } from '../../words/words.ts';
import type { Act } from './act.ts';

const { safeWays: says } = words.worklist;

const points = (patient: Patient): ContactPoint[] =>
  meansOfContact(patient)
    .own.filter(({ isCurrent }) => isCurrent)
    .map(({ point }) => point);

const fields = (patient: Patient): readonly FormField[] => {
  const { voicemail, post, naming, times } = safeContactOf(patient);
  return [
    ...meansOfContact(patient)
      .own.filter(({ isCurrent }) => isCurrent)
      .map(
        ({ point, safety }, n): FormField => ({
          ...{
            name: `way-${n}`,
            is: 'one',
            label: point.value ?? '',
            choices: says.safety,
            known: safety,
            needed: true,
          },
        }),
      ),
    { name: 'number', is: 'line', label: says.another, hint: says.anotherHint, most: 30 },
    { name: 'voicemail', is: 'one', label: says.voicemail, choices: says.answers, known: voicemail, needed: true },
    { name: 'post', is: 'one', label: says.post, choices: says.answers, known: post, needed: true },
    { name: 'naming', is: 'one', label: says.naming, choices: says.answers, known: naming },
    { name: 'times', is: 'line', label: says.times, hint: says.timesHint, most: 200, known: times.join('; ') },
  ];
};

const rated = (point: ContactPoint, valueCode: string): ContactPoint => ({
  ...point,
  extension: [
    ...(point.extension ?? []).filter(({ url }) => url !== extensions.contactSafety),
    { url: extensions.contactSafety, valueCode },
  ],
});

/** The block with these parts as they are now; whatever else was agreed (through whom, no channel) stands. */
const block = ({ extension = [] }: Patient, { voicemail = '', post = '', naming, times = '' }: Values): Extension => {
  const standing = extension.filter(({ url }) => url === extensions.safeContact).flatMap((e) => e.extension ?? []);
  return {
    url: extensions.safeContact,
    extension: [
      ...standing.filter(({ url }) => !['voicemail', 'post', 'times', ...(naming ? ['naming'] : [])].includes(url)),
      { url: 'voicemail', valueCode: voicemail },
      { url: 'post', valueCode: post },
      ...(naming ? [{ url: 'naming', valueCode: naming }] : []),
      ...(times.trim() === '' ? [] : [{ url: 'times', valueString: times.trim() }]),
    ],
  };
};

/** The person as they should be shown: what was said of each way, in whichever of FHIR's places it stands. */
const corrected = (patient: Patient, values: Values): Patient => {
  const own = points(patient);
  const change = (point: ContactPoint): ContactPoint => {
    const n = own.indexOf(point);
    return n < 0 ? point : rated(point, values[`way-${n}`] ?? 'unknown');
  };
  const number = values.number?.trim() ?? '';
  const more: ContactPoint[] = number === '' ? [] : [rated({ system: 'phone', value: number }, 'safe')];
  const telecom = [...(patient.telecom ?? []).map(change), ...more];
  return {
    ...patient,
    ...(telecom.length > 0 ? { telecom } : {}),
    ...(patient.contact
      ? { contact: patient.contact.map((c) => (c.telecom ? { ...c, telecom: c.telecom.map(change) } : c)) }
      : {}),
    extension: [
      ...(patient.extension ?? []).filter(({ url }) => url !== extensions.safeContact),
      block(patient, values),
    ],
  };
};

/** What the person says of each way to reach them: asked on the first call, where nobody knew (DESIGN 4, safe contact). */
export const safeWaysAct: Act = {
  name: 'safe-ways',
  title: () => says.title,
  offers: ({ referral }) => (statusOf(referral.task) === 'draft' ? [] : [{ about: 't1', says: says.title }]),
  fields: ({ shown }) => fields(shown.patient),
  basis: ({ referral }) => ({ type: 'Patient', id: referral.patient.id ?? '' }),
  actions: ({ shown }, values) =>
    ok([
      {
        ...{ kind: 'correct-contact', shown: shown.patient, sent: corrected(shown.patient, values) },
        // Whoever sees the words and empties the field takes them back.
        ...(values.times?.trim() ? {} : { takenBack: ['times'] }),
      },
    ]),
};
