import { thisTeams } from '../../../../contracts/areas/this-teams.ts';
import { recordKind, statusOf } from '../../../domain/coding.ts';
import { abortsInHand, partiesOf } from '../../../domain/parties.ts';
import { organisation, referenceTo } from '../../../domain/referral.ts';
import { ok } from '../../../domain/result.ts';
import { hasNewsFor } from '../../../domain/said/openings.ts';
import { needsPersonFirst } from '../../../domain/said/person-first.ts';
import { assigneeOf } from '../../../domain/tasks/assignee.ts';
import { teamOf } from '../../../domain/tasks/team-on-task.ts';
import { html } from '../../html.ts';
import { words } from '../../words/words.ts';
import { risksAndNeeds } from '../risks-and-needs.ts';
import type { Act } from './act.ts';
import { idOf, partOf } from './part-of.ts';

const { acts: says } = words.worklist;

/** A named professional says that they have read the risks: whoever is signed in. */
export const risksReadAct: Act = {
  name: 'risks-read',
  title: () => says.risksRead,
  offers: ({ referral }) => (needsPersonFirst(referral) ? [{ about: 't1', says: says.risksRead }] : []),
  before: ({ shown }) => risksAndNeeds(shown),
  // What came since the page was drawn is not read: a new flag stands on the Task as well.
  basis: ({ referral }) => ({ type: 'Task', id: referral.task.id ?? '' }),
  fields: ({ desk }) => [{ name: 'read', is: 'tick', label: says.iHaveRead(desk.person.person.name), needed: true }],
  actions: ({ referral, actor, desk }) =>
    ok([
      {
        kind: 'record',
        communication: {
          ...{ resourceType: 'Communication', status: 'completed', category: [recordKind('risks-read')] },
          about: [{ reference: referenceTo(referral.task) }],
          sender: { ...organisation(actor.organisation), display: desk.person.person.name },
        },
      },
    ]),
};

/** Whose case it is; in whatever status it is, as what is owed after its end is somebody's too. */
const assignAct: Act = {
  name: 'assign',
  title: () => says.assign,
  offers: ({ desk }) => ((desk.person.organisation.staff ?? []).length > 0 ? [{ about: 't1', says: says.assign }] : []),
  fields: ({ desk, referral }) => [
    {
      ...({ name: 'whose', is: 'one', label: says.whose, needed: true } as const),
      choices: {
        ...Object.fromEntries((desk.person.organisation.staff ?? []).map(({ code, name }) => [code, name])),
        team: words.worklist.person.team,
      },
      known: assigneeOf(referral.task)?.code ?? 'team',
    },
  ],
  basis: ({ referral }) => ({ type: 'Task', id: referral.task.id ?? '' }),
  actions: ({ desk, referral }, { whose }) => {
    const member = desk.person.organisation.staff?.find(({ code }) => code === whose);
    const task = referral.task.id ?? '';
    return ok([{ kind: 'assign', task, ...(member ? { assignee: { code: member.code, name: member.name } } : {}) }]);
  },
};

const teamNames = Object.fromEntries(thisTeams.map(({ code, name }) => [code, name]));

/** A manager moves somebody to another local team; where none could be told, whoever reads it says which. */
const teamAct: Act = {
  name: 'team',
  title: () => words.localTeams.move,
  offers: ({ desk, referral }) =>
    thisTeams.length > 1 && (desk.person.role === 'manager' || teamOf(referral.task) === undefined)
      ? [{ about: 't1', says: words.localTeams.move }]
      : [],
  before: () => html`<p>${words.localTeams.moved}</p>`,
  fields: ({ referral }) => [
    {
      ...({ name: 'team', is: 'one', label: words.localTeams.which, needed: true } as const),
      ...{ choices: teamNames, known: teamOf(referral.task) },
    },
  ],
  basis: ({ referral }) => ({ type: 'Task', id: referral.task.id ?? '' }),
  actions: ({ referral }, { team = '' }) => {
    const stays = team === teamOf(referral.task) ? assigneeOf(referral.task) : undefined;
    return ok([{ kind: 'assign', task: referral.task.id ?? '', team, ...(stays ? { assignee: stays } : {}) }]);
  },
};

/** Work of a group that has begun is stopped by asking: row 15 of the table, from `new`. */
const askToStopAct: Act = {
  name: 'ask-to-stop',
  title: () => says.askToStop,
  offers: ({ referral, actor }) =>
    referral.onward
      .filter(({ task }) => partiesOf(task, actor.organisation).includes('requester'))
      .filter(({ task }) => !partiesOf(task, actor.organisation).includes('owner'))
      .filter(({ task }) => ['in-progress', 'on-hold'].includes(statusOf(task)))
      .filter(({ task }) => abortsInHand(referral, task).length === 0)
      .map(({ task }) => ({ about: partOf(task.id), says: says.askToStop })),
  fields: () => [{ name: 'reason', is: 'text', label: says.reason, hint: says.reasonHint, needed: true, most: 500 }],
  actions: (doing, { reason = '' }) =>
    ok([{ kind: 'request-abort', task: idOf(doing), reason: { text: reason.trim() } }]),
  fieldOf: () => 'reason',
};

/** A named person has looked: what nobody opens counts as silent (issue 5), whoever reads a page. */
const seenAct: Act = {
  name: 'seen',
  title: () => words.worklist.seen.title,
  offers: ({ referral, actor, now }) =>
    hasNewsFor(referral, referral.task, actor.organisation, now)
      ? [{ about: 't1', says: words.worklist.seen.title }]
      : [],
  before: () => html`<p>${words.worklist.seen.says}</p>`,
  fields: () => [],
  actions: ({ referral, desk }) => ok([{ kind: 'open', task: referral.task.id ?? '', by: desk.person.person.name }]),
};

/** What a coordinator does for itself, or asks a group to leave undone. */
export const ownActs: readonly Act[] = [seenAct, askToStopAct, assignAct, teamAct];
