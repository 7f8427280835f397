import type { Communication } from 'fhir/r4.js';
import type { AttemptMedium } from '../../../../contracts/lifecycle/contact-attempts.ts';
import { mustBeKnown } from '../../../../contracts/lifecycle/person-messages.ts';
import { extensions, systems } from '../../../../contracts/systems.ts';
import { concept, recordKind } from '../../../domain/coding.ts';
import { hasNeeds } from '../../../domain/contact/contact-attempts.ts';
import { ringNow } from '../../../domain/contact/ring-now.ts';
import { safeContactOf } from '../../../domain/contact/safe-contact.ts';
import { organisation } from '../../../domain/referral.ts';
import { ok, refuse } from '../../../domain/result.ts';
import { isKnownToThem, messagesToPerson } from '../../../domain/to-person/messages.ts';
import type { FormField, Values } from '../../forms/fields.ts';
import { words } from '../../words/words.ts';
import type { Act, Doing } from './act.ts';

const { contact: says } = words.worklist;

/** What came of trying to reach somebody, and by which way it was tried; speaking to them is no try. */
const ways: Readonly<Record<keyof typeof says.came, AttemptMedium | undefined>> = {
  spoke: undefined,
  'no-answer': 'PHONE',
  message: 'PHONE',
  wrote: 'WRITTEN',
  letter: 'MAILWRIT',
  visited: 'FACE',
};
export const isCame = (came: string | undefined): came is keyof typeof ways =>
  came !== undefined && Object.hasOwn(ways, came);

/** Numbers and addresses by their place in the list, so that none stands in a name of a form. */
const channels = ({ referral }: Pick<Doing, 'referral'>): string[] =>
  safeContactOf(referral.patient)
    .channels.filter(({ safety }) => safety !== 'not-safe')
    .map(({ value }) => value);

const fields = (doing: Doing): readonly FormField[] => {
  const numbers = channels(doing);
  const { number } = ringNow(doing.referral);
  return [
    { name: 'came', is: 'one', label: says.what, choices: says.came, needed: true },
    ...(numbers.length > 0
      ? [
          {
            ...({ name: 'at', is: 'one', label: says.at } as const),
            choices: Object.fromEntries(numbers.map((value, n) => [String(n), value])),
            known: number ? String(numbers.indexOf(number.value)) : undefined,
          },
        ]
      : []),
    ...(hasNeeds(doing.referral.patient) ? [{ name: 'met', is: 'tick', label: says.met } as const] : []),
    { name: 'note', is: 'text', label: says.said, hint: says.saidHint, most: 2000 },
  ];
};

const triedAt = (doing: Doing, { at }: Values): Communication['extension'] => {
  const value = at === undefined ? undefined : channels(doing)[Number(at)];
  return value === undefined ? [] : [{ url: extensions.triedAt, valueContactPoint: { value } }];
};

/** As a system of the coordinator would send it: POST /Communication. */
const recordOf = (doing: Doing, values: Values): Communication => {
  const { referral, about, desk, actor } = doing;
  const medium = isCame(values.came) ? ways[values.came] : undefined;
  const tasks = about === 't1' ? ['t1'] : [about, 't1'];
  const text = [values.came === 'message' ? says.leftMessage : '', values.note?.trim() ?? ''].filter(
    (one) => one !== '',
  );
  const extension = [
    ...(medium === 'PHONE' || medium === 'WRITTEN' ? (triedAt(doing, values) ?? []) : []),
    ...(medium && values.met === 'yes' ? [{ url: extensions.needsMet, valueBoolean: true }] : []),
  ];
  return {
    resourceType: 'Communication',
    status: 'completed',
    category: [recordKind(medium ? 'contact-attempt' : 'conversation')],
    about: tasks.map((task) => ({ reference: `Task/${referral.id}.${task}` })),
    sender: { ...organisation(actor.organisation), display: desk.person.person.name },
    ...(medium ? { medium: [concept(systems.participationMode, medium)] } : {}),
    ...(extension.length > 0 ? { extension } : {}),
    ...(text.length > 0 ? { note: text.map((one) => ({ text: one })) } : {}),
  };
};

/**
 * A meeting was named, moved or called off since the page was drawn from which the person was rung: what they were told is not how it
 * stands, and to have spoken to them would end that it is owed. What they are to hear is shown first.
 */
const isNewsSince = ({ referral, about }: Doing, { came, seen = '' }: Values): boolean =>
  came === 'spoke' &&
  /^\d{1,7}$/.test(seen) &&
  messagesToPerson(referral).some(
    (one) =>
      mustBeKnown(one.says) &&
      !isKnownToThem(referral, one) &&
      one.onward?.task.id === `${referral.id}.${about}` &&
      Number(one.message.meta?.versionId) > Number(seen),
  );

/** Numbers are named by their place: at which one somebody tried is not known any more once they were changed; it is shown, and asked once more. */
const isOtherNumbers = ({ referral }: Doing, { at, came, seen = '' }: Values): boolean =>
  at !== undefined &&
  came !== 'spoke' &&
  /^\d{1,7}$/.test(seen) &&
  Number(referral.patient.meta?.versionId) > Number(seen);

/** That somebody spoke with the person, or tried to: by a tap, or with more to say. */
export const contactAct: Act = {
  name: 'contact',
  title: () => says.full,
  offers: ({ referral }) =>
    referral.task.status === 'entered-in-error'
      ? []
      : [
          { about: 't1', says: says.full },
          ...referral.onward.map(({ task }) => ({
            about: (task.id ?? '').slice(referral.id.length + 1),
            says: says.full,
          })),
        ],
  fields,
  actions: (doing, values) =>
    isNewsSince(doing, values) || isOtherNumbers(doing, values)
      ? refuse('stale-version')
      : ok([{ kind: 'record', communication: recordOf(doing, values) }]),
};
