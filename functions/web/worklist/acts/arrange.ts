import type { Appointment } from 'fhir/r4.js';
import { type Arrangement, arrangements, isArrangement } from '../../../../contracts/lifecycle/arrangements.ts';
import { statusOf } from '../../../domain/coding.ts';
import { type Item, itemsOf, neededFor, toArrange } from '../../../domain/meetings/arrangements.ts';
import { isUnanswered } from '../../../domain/meetings/meetings.ts';
import { ok, refuse } from '../../../domain/result.ts';
import type { FormField, Values } from '../../forms/fields.ts';
import { words } from '../../words/words.ts';
import { needsOf } from '../risks-and-needs.ts';
import type { Act, Doing } from './act.ts';
import { idOf, isAbout, onwardOf, partOf } from './part-of.ts';

const { arrange: says } = words.worklist;
const all = Object.keys(arrangements).filter(isArrangement);

const meetingOf = (doing: Doing): Appointment | undefined =>
  onwardOf(doing)?.meetings.find((one) => isAbout(one, doing));

/** How each stands: what the needs that are written down call for is filled in, with whoever is signed in. */
const fieldsOf = (doing: Doing, what: Arrangement): readonly FormField[] => {
  const meeting = meetingOf(doing);
  const item = meeting && itemsOf(meeting).find((one) => one.what === what);
  const needed = neededFor(doing.referral.patient).includes(what);
  const known = item ? (item.isDone ? 'done' : 'open') : needed ? 'open' : 'none';
  return [
    { name: what, is: 'one', label: arrangements[what], choices: says.how, needed: true, known },
    {
      ...{ name: `${what}-by`, is: 'line', label: says.by, most: 100 },
      known: item?.by ?? (needed ? doing.desk.person.person.name : undefined),
    },
  ];
};

const itemIn = (what: Arrangement, values: Values): Item[] => {
  const by = (values[`${what}-by`] ?? '').trim();
  return values[what] === 'open' || values[what] === 'done' ? [{ what, by, isDone: values[what] === 'done' }] : [];
};

/** Interpreter, transport and adaptations: each is somebody's by name, before the meeting (issue 7, item 2). */
export const arrangeAct: Act = {
  name: 'arrange',
  title: () => says.title,
  offers: ({ referral }) =>
    referral.onward
      .filter(({ task }) => ['accepted', 'in-progress'].includes(statusOf(task)))
      .flatMap(({ meetings }) => meetings.filter(isUnanswered))
      .map(({ id }) => ({ about: partOf(id), says: says.title })),
  fields: (doing) => [
    ...all
      .flatMap((what) => fieldsOf(doing, what))
      .map((field) => (field.name === 'adaptation' ? { ...field, hint: needsOf(doing.shown).join('; ') } : field)),
  ],
  basis: (doing) => ({ type: 'Appointment', id: idOf(doing) }),
  actions: (doing, values) => {
    const [task, meeting] = [onwardOf(doing)?.task.id, meetingOf(doing)];
    if (task === undefined || !meeting) return refuse('not-found');
    const items = all.flatMap((what) => itemIn(what, values));
    const nobody = items.filter(({ by }) => by === '');
    return nobody.length > 0
      ? {
          ok: false,
          refusals: [{ code: 'missing-element', expression: `${nobody[0]?.what}-by`, diagnostics: says.nobody }],
        }
      : ok([toArrange(task, meeting, items)]);
  },
  fieldOf: ({ expression }) => expression,
};
