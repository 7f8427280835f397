import { thisTeams } from '../../../contracts/areas/this-teams.ts';
import { today } from '../../domain/calendar.ts';
import { teamDuty } from '../../domain/owed/team-duty.ts';
import { refuse } from '../../domain/result.ts';
import type { Reply } from '../../http/request.ts';
import type { NextPlace } from '../../views/next-place.ts';
import { dateFor } from '../dates.ts';
import { drawFields, type Values } from '../forms/fields.ts';
import { formMarks } from '../forms/form.ts';
import { type Problems, problemSummary } from '../forms/problems.ts';
import { type Html, html } from '../html.ts';
import { component } from '../shell/render.ts';
import { words } from '../words/words.ts';
import { paths } from './addresses.ts';
import { doneNotice } from './done-notice.ts';
import { isOfTeam, noTeam } from './list-filters.ts';
import { saysOwed } from './said-plainly.ts';
import { answerWith, type Desk } from './staff-page.ts';
import { teamActs } from './team-acts.ts';

const { team: says } = words.worklist;

/** `note`: beside the link, which is not longer for it. */
const row = (text: string, count: number, href?: string, note?: string): Html =>
  html`<tr><th scope="row">${href ? html`<a href="${href}">${text}</a>` : text}${note === undefined ? undefined : html`<br>${note}`}</th><td>${count}</td></tr>\n`;

const table = (caption: string, rows: readonly Html[]): Html =>
  html`<table class="app-counts"><caption>${caption}</caption><thead><tr><th scope="col">${says.what}</th><th scope="col">${says.many}</th></tr></thead><tbody>
${rows}</tbody></table>`;

/** Where people wait, by what is to be done for them next. */
const byStage = (places: readonly NextPlace[]): Html[] =>
  [...Map.groupBy(places, ({ what }) => what)]
    .sort(([, a], [, b]) => b.length - a.length)
    .map(([what, them]) => row(saysOwed(what), them.length));

const byPerson = ({ person: { organisation } }: Desk, places: readonly NextPlace[]): Html[] =>
  (organisation.staff ?? []).map(({ code, name, deputy, away = [] }) => {
    const cover = organisation.staff?.find((one) => one.code === deputy)?.name;
    const holidays = away.map(({ from, until }) => says.awayFrom(dateFor(from), dateFor(until)));
    const notes = [cover ? says.coveredBy(cover) : says.noCover, ...holidays].join('; ');
    return row(`${name} (${notes})`, places.filter(({ assignee }) => assignee === code).length);
  });

/** Of whom the team knows nothing any more, and whose cases are theirs still: whoever hands them over finds them. */
export const goneFrom = ({ person: { organisation } }: Desk, places: readonly NextPlace[]): string[] => {
  const known = new Set((organisation.staff ?? []).map(({ code }) => code));
  return [...new Set(places.flatMap(({ assignee }) => assignee ?? []))].filter((code) => !known.has(code)).sort();
};

const ofGone = (code: string, places: readonly NextPlace[]): Html =>
  row(says.left(code), places.filter(({ assignee }) => assignee === code).length);

const forms = (desk: Desk, values: Values, problems: Problems, gone: readonly string[]): Html =>
  html`${teamActs.map(
    (
      act,
    ) => html`<section class="app-card"><h2>${act.title}</h2><form method="post" action="${desk.publicUrl}${paths.team}" novalidate>
${formMarks(desk.request)}<input type="hidden" name="do" value="${act.name}">
${drawFields(act.fields(desk, gone), values.do === act.name ? values : {}, values.do === act.name ? problems : {})}
${component('button', { text: act.title })}</form></section>\n`,
  )}`;

export const isManager = ({ person }: Desk): boolean => person.role === 'manager';

/** Who sees to what nobody of the team has taken. */
const teamToday = ({ person, request }: Desk, code: string): string => {
  const { people, covers } = teamDuty(person.organisation.staff ?? [], code, today(request.now));
  if (people.length === 0) return words.localTeams.nobody;
  const names = people.map(({ name }) => name).join(', ');
  return covers ? words.localTeams.covered(names) : names;
};

const byTeam = (desk: Desk, list: string, places: readonly NextPlace[]): Html | undefined =>
  thisTeams.length < 2
    ? undefined
    : table(words.localTeams.people, [
        ...thisTeams.map(({ code, name }) =>
          row(name, ofTeam(places, code), `${list}all&team=${code}`, teamToday(desk, code)),
        ),
        row(words.localTeams.unplaced, ofTeam(places, noTeam), `${list}all&team=${noTeam}`),
      ]);

const ofTeam = (places: readonly NextPlace[], code: string): number => places.filter(isOfTeam(code)).length;

/** What a manager looks for: what nobody has, what is late, where people wait; and whose it becomes. */
export const drawTeam = async (
  desk: Desk,
  values: Values = {},
  problems: Problems = {},
  status = 200,
): Promise<Reply> => {
  if (!isManager(desk)) return refuse('role-may-not');
  const coordinator = desk.person.organisation.organisation;
  const { places } = await desk.next({ coordinator, wanted: () => true, from: 0, limit: 0 });
  const { counts } = await desk.overdue(coordinator);
  const list = `${desk.publicUrl}${paths.list}?show=`;
  const overdue = `${desk.publicUrl}/staff/overdue`;
  const gone = goneFrom(desk, places);
  const summary = problemSummary(problems);
  return answerWith(
    desk,
    {
      title: says.title,
      ...(summary ? { problems: summary } : {}),
      main: html`${doneNotice(desk)}${table(says.look, [
        row(says.unassigned, places.filter(({ assignee }) => assignee === undefined).length, `${list}nobody`),
        ...(['overdue', 'stuck', 'silent', 'undelivered'] as const).map((one) =>
          row(words.overdue.counts[one], counts[one], overdue),
        ),
        row(
          words.worklist.feedback.title,
          places.filter(({ marks }) => marks.has('feedback')).length,
          `${desk.publicUrl}${paths.feedback}`,
        ),
      ])}
${table(says.stages, byStage(places))}
${byTeam(desk, list, places)}
${table(says.people, [...byPerson(desk, places), ...gone.map((code) => ofGone(code, places))])}
${forms(desk, values, problems, gone)}`,
    },
    status,
  );
};

export const teamPage = (desk: Desk): Promise<Reply> => drawTeam(desk);
