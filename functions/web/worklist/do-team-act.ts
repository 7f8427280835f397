import { refuse } from '../../domain/result.ts';
import type { Reply } from '../../http/request.ts';
import { problemsIn } from '../forms/checked.ts';
import { type SentForm, seeOther } from '../forms/form.ts';
import { hasProblems } from '../forms/problems.ts';
import { paths } from './addresses.ts';
import type { Desk } from './staff-page.ts';
import { saysOf, teamActs } from './team-acts.ts';
import { drawTeam, goneFrom, isManager } from './team-page.ts';

/** One of the forms of the team's page, by its name in the form. */
export const doTeamAct = async (desk: Desk, form: SentForm): Promise<Reply> => {
  if (!isManager(desk)) return refuse('role-may-not');
  const act = teamActs.find(({ name }) => name === form.fields.do);
  if (!act) return refuse('not-found');
  const coordinator = desk.person.organisation.organisation;
  const { places } = await desk.next({ coordinator, wanted: () => true, from: 0, limit: 0 });
  const fields = act.fields(desk, goneFrom(desk, places));
  const problems = problemsIn(fields, form.fields);
  if (hasProblems(problems)) return drawTeam(desk, form.fields, problems, 422);
  const done = await act.done(desk, form);
  if (done.ok) return seeOther(`${desk.publicUrl}${paths.team}?did=${act.name}`);
  const said = done.refusals.map(saysOf).join(' ');
  return drawTeam(desk, form.fields, { [fields.at(-1)?.name ?? 'member']: said }, 422);
};
