import { refusals } from '../../../contracts/refusals.ts';
import { today } from '../../domain/calendar.ts';
import { type Refusal, type Result, refuse } from '../../domain/result.ts';
import { handOverCaseload } from '../../usecases/hand-over-caseload.ts';
import type { FormField } from '../forms/fields.ts';
import type { SentForm } from '../forms/form.ts';
import { words } from '../words/words.ts';
import type { Desk } from './staff-page.ts';

const { team: says } = words.worklist;

/** What a manager does to the team's work in one step. */
interface TeamAct {
  readonly name: string;
  readonly title: string;
  /** `gone`: codes of people who have left, and whose cases are theirs still. */
  readonly fields: (desk: Desk, gone?: readonly string[]) => readonly FormField[];
  readonly done: (desk: Desk, form: SentForm) => Promise<Result<unknown>>;
}

const people = ({ person }: Desk): Record<string, string> =>
  Object.fromEntries((person.organisation.staff ?? []).map(({ code, name }) => [code, name]));

const who = (desk: Desk, name: string, label: string, more: Readonly<Record<string, string>> = {}): FormField => ({
  ...{ name, is: 'one', label, needed: true },
  choices: { ...people(desk), ...more },
});

/** Every open case of one person becomes another's; whoever has left already is named by their code. */
const handOver: TeamAct = {
  name: 'hand-over',
  title: says.handOver,
  fields: (desk, gone = []) => [
    who(desk, 'giver', says.from, Object.fromEntries(gone.map((code) => [code, says.left(code)]))),
    who(desk, 'taker', says.to),
  ],
  done: async (desk, { fields: { giver = '', taker = '' }, requestId: key, correlationId: correlation }) => {
    const { actor } = desk.request.principal;
    const { places } = await desk.next({
      ...{ coordinator: actor.organisation, from: 0, limit: 0 },
      wanted: ({ assignee }) => assignee === giver,
    });
    const referrals = async function* () {
      for (const { referral } of places) yield referral;
    };
    const command = { actor, from: giver, to: taker, key, correlation };
    const done = await handOverCaseload({ ...desk, referrals })(command);
    const left = done.ok ? done.value.filter(({ came }) => came !== 'handed-over' && came !== 'given-on-since') : [];
    return left.length > 0
      ? refuse('busy', { diagnostics: says.notHandedOver(left.map(({ reference }) => reference)) })
      : done;
  },
};

const away: TeamAct = {
  name: 'away',
  title: says.away,
  fields: (desk) => [
    who(desk, 'absent', says.member),
    { name: 'first', is: 'date', label: says.first, needed: true, known: today(desk.request.now) },
    { name: 'last', is: 'date', label: says.last, needed: true },
  ],
  done: (desk, { fields: { absent: member = '', first = '', last = '' } }) =>
    desk.changeStaff({
      ...{ actor: desk.request.principal.actor, organisation: desk.person.organisation.organisation },
      change: { kind: 'away', member, absence: { from: first, until: last } },
    }),
};

const back: TeamAct = {
  name: 'back',
  title: says.back,
  fields: (desk) => [who(desk, 'returned', says.member)],
  done: (desk, { fields: { returned: member = '' } }) =>
    desk.changeStaff({
      ...{ actor: desk.request.principal.actor, organisation: desk.person.organisation.organisation },
      change: { kind: 'back', member },
    }),
};

const cover: TeamAct = {
  name: 'cover',
  title: says.cover,
  fields: (desk) => [who(desk, 'member', says.member), who(desk, 'deputy', says.deputy)],
  done: async (desk, { fields: { member = '', deputy = '' } }) => {
    const known = desk.person.organisation.staff?.find(({ code }) => code === member);
    const { away: _, ...standing } = known ?? { code: member, name: member };
    return desk.changeStaff({
      ...{ actor: desk.request.principal.actor, organisation: desk.person.organisation.organisation },
      change: { kind: 'member', member: { ...standing, deputy } },
    });
  },
};

export const teamActs: readonly TeamAct[] = [handOver, away, back, cover];

/** Those of the register are sentences already, for whoever runs it. */
export const saysOf = ({ code, diagnostics }: Refusal): string => diagnostics ?? refusals[code].says;
