import type { Communication, Task } from 'fhir/r4.js';
import { systems } from '../../contracts/systems.ts';
import { concept } from '../../functions/domain/coding.ts';
import type { Action } from '../../functions/domain/decide/actions.ts';
import { objection, reviewOn } from '../unit/domain/acts.ts';
import { coordinator, day, id, type Made, opened } from '../unit/views/made-referral.ts';

const draftTask: Task = {
  ...{ resourceType: 'Task', status: 'draft', intent: 'order' },
  extension: [reviewOn(day(3).slice(0, 10))],
};

const written = (kind: string, more: Partial<Communication>): Communication => ({
  ...{ resourceType: 'Communication', status: 'completed', category: [concept(systems.recordKind, kind)] },
  ...more,
});

/** What stands in a referral before somebody acts by a page, and what they fill in. */
const stories = {
  /** As it came by a poster. */
  draft: (): Made => opened({ draft: { task: draftTask, author: coordinator } }),
  held: (task: string, reviewDate: string): Action => ({
    ...{ kind: 'update-task', task, to: 'on-hold', reviewDate },
    reason: { text: 'They are away' },
  }),
  asks: (task: string): Action => ({
    kind: 'correspond',
    communication: written('question', {
      status: 'in-progress',
      about: [{ reference: `Task/${task}` }],
      payload: [{ contentString: 'When do you ring her?' }],
    }),
  }),
  notes: (task: string): Action => ({
    kind: 'correspond',
    communication: written('note', {
      about: [{ reference: `Task/${task}` }],
      payload: [{ contentString: 'She has moved in with her son.' }],
    }),
  }),
  feedback: (task: string): Action => ({
    kind: 'record',
    communication: written('feedback', {
      about: [{ reference: `Task/${task}` }],
      payload: [{ contentString: 'The hall was too cold' }],
    }),
  }),
  reported: (task: string): Action => ({ kind: 'report-circumstance', task, circumstance: 'in-hospital' }),
  says: (result: 'attended'): Action => ({ kind: 'record-result', task: `${id}.t2`, result, by: 'person' }),
  rings: (): Action => ({ kind: 'ring-group', task: `${id}.t2`, why: 'help' }),
  calls: (task: string): Action => ({ kind: 'ask-call', task, urgent: false, askedBy: 'person' }),
  objects: (): Action => {
    const { provision, ...consent } = objection('walking-group', { dateTime: day(9) });
    const { purpose: _, ...all } = provision ?? {};
    return {
      kind: 'record-permission',
      consent: { ...consent, patient: { reference: `Patient/${id}.p1` }, provision: all },
    };
  },
  askWalking: {
    ...{ code: 'walking-group', activity: 'Walking', basis: 'own', judgement: 'suitable' },
    'setting.none-of-these': 'yes',
  },
  meeting: { from: '10:00', until: '11:00', mode: 'in-person', place: 'The park gate' },
};

export { stories as written };
