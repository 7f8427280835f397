import { thisTeams } from '../../../contracts/areas/this-teams.ts';
import { bookedMeetings } from '../../domain/meetings/meetings.ts';
import type { Reply } from '../../http/request.ts';
import { inParallel } from '../../runtime/in-parallel.ts';
import type { NextPlace } from '../../views/next-place.ts';
import { instantFor } from '../dates.ts';
import { type Html, html } from '../html.ts';
import { folded } from '../shell/folded.ts';
import { words } from '../words/words.ts';
import { paths, personAddress } from './addresses.ts';
import { foundBy } from './find-person.ts';
import { filterNames, filters, isFilter, isOfTeam, noTeam, teamAsked, teamName } from './list-filters.ts';
import { noticesFor } from './notices.ts';
import { readiness } from './onward-part.ts';
import { orUnreadable } from './or-unreadable.ts';
import { nameOf } from './person-name.ts';
import { saysOwed } from './said-plainly.ts';
import { answerWith, type Desk } from './staff-page.ts';

const { list: says, today, person } = words.worklist;
const mostOnPage = 20;

const whose = ({ person: { organisation } }: Desk, code: string | undefined): string =>
  code === undefined ? today.nobody : (organisation.staff?.find((member) => member.code === code)?.name ?? code);

/** Names stand in the ledger alone: one read for each person that is shown, and none for those that are not. */
const line = async (desk: Desk, place: NextPlace): Promise<Html | undefined> => {
  const found = await foundBy(desk, place.referral);
  if (!found) return undefined;
  const { referral, shown } = found;
  const own = place.marks.has('own');
  const booked = shown.onward.flatMap(bookedMeetings);
  // The next one, or while there is none the last of which nobody has said who came.
  const meeting = place.meetings.find((at) => at >= desk.request.now) ?? place.meetings.at(-1);
  const late = own && place.at < desk.request.now;
  return html`<li class="app-card"><h2><a href="${personAddress(desk, referral)}">${nameOf(shown.patient) ?? referral.reference}</a></h2>
<p>${referral.reference} · ${whose(desk, place.assignee)}${thisTeams.length > 1 ? html` · ${words.localTeams.team}: ${teamName(place.team) ?? words.localTeams.none}` : undefined}</p>
<p>${own ? undefined : html`${says.waits} `}<strong>${saysOwed(place.what)}</strong>. ${late ? today.late(instantFor(place.at)) : today.by(instantFor(place.at))}</p>
${place.marks.has('danger') ? noticesFor(referral) : undefined}${meeting ? html`<p>${person.meeting}: ${instantFor(meeting)}</p>${booked.map((meeting) => readiness(found, meeting))}` : undefined}</li>
`;
};

const andTeam = (team: string | undefined): string => (team === undefined ? '' : `&team=${team}`);

const pageLink = (desk: Desk, show: string, page: number, text: string): Html =>
  html`<a class="app-tap" href="${desk.publicUrl}${paths.list}?show=${show}${andTeam(teamAsked(desk))}&page=${page}">${text}</a>`;

const filtersNav = (desk: Desk, show: string, team: string | undefined): Html =>
  html`<nav aria-label="${says.show}"><ul class="app-ways">${filterNames.map(
    (name) =>
      html`<li><a href="${desk.publicUrl}${paths.list}?show=${name}${andTeam(team)}"${name === show ? html` aria-current="page"` : undefined}>${says.filters[name]}</a></li>\n`,
  )}</ul></nav>
`;

/** Where the service has several teams: each its own list, and one of those for whom nobody could tell. */
const teamsNav = (desk: Desk, show: string, asked: string | undefined): Html | undefined => {
  if (thisTeams.length < 2) return undefined;
  const { localTeams } = words;
  const choices = [
    { code: undefined, name: localTeams.every },
    ...thisTeams,
    { code: noTeam, name: localTeams.unplaced },
  ];
  return html`<nav aria-label="${localTeams.show}"><ul class="app-ways">${choices.map(
    ({ code, name }) =>
      html`<li><a href="${desk.publicUrl}${paths.list}?show=${show}${andTeam(code)}"${code === asked ? html` aria-current="page"` : undefined}>${name}</a></li>\n`,
  )}</ul></nav>
`;
};

/** Everything open by what is due next, the people before what else could be shown: one Query of keys and one batch read of rows, whatever is asked for (DESIGN 7). */
export const listPage = async (desk: Desk): Promise<Reply> => {
  const asked = desk.request.query.get('show');
  const show = isFilter(asked) ? asked : 'all';
  const page = Math.max(1, Number.parseInt(desk.request.query.get('page') ?? '1', 10) || 1);
  const from = (page - 1) * mostOnPage;
  const coordinator = desk.person.organisation.organisation;
  const [isShown, team] = [filters[show](desk), teamAsked(desk)];
  const isTheirs = isOfTeam(team);
  const { items, places } = await desk.next({
    ...{ coordinator, from, limit: mostOnPage },
    wanted: (place) => isShown(place) && isTheirs(place),
  });
  const lines = await inParallel(items, 5, ({ place }) => orUnreadable(place, () => line(desk, place)));
  return answerWith(desk, {
    title: says.title,
    main: html`<h2>${says.filters[show]}${team === undefined ? undefined : `, ${teamName(team) ?? words.localTeams.unplaced}`}</h2>
${folded(says.other, html`${filtersNav(desk, show, team)}${teamsNav(desk, show, team)}`)}
<p>${says.count(places.length)}</p>
<ol class="app-story" start="${from + 1}">${lines}</ol>
<p>${page > 1 ? pageLink(desk, show, page - 1, says.before) : undefined} ${from + items.length < places.length ? pageLink(desk, show, page + 1, says.after) : undefined}</p>`,
  });
};
