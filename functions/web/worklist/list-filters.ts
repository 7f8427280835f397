import { thisTeams } from '../../../contracts/areas/this-teams.ts';
import { dateAfter, today } from '../../domain/calendar.ts';
import type { NextPlace } from '../../views/next-place.ts';
import { dayIn } from '../dates.ts';
import type { words } from '../words/words.ts';
import type { Desk } from './staff-page.ts';
import { isMine } from './today-page.ts';

type Name = keyof typeof words.worklist.list.filters;
type Wanted = (place: NextPlace) => boolean;

/** Monday to Sunday of the week of `now`, in England. */
const isThisWeek = (now: string): Wanted => {
  const day = today(now);
  // A bank holiday counts as a Sunday there; the day of the week is what is meant here.
  const weekday = new Date(`${day}T12:00:00Z`).getUTCDay() || 7;
  const [first, last] = [dateAfter(day, 1 - weekday), dateAfter(day, 7 - weekday)];
  return ({ meetings }) => meetings.some((meeting) => first <= dayIn(meeting) && dayIn(meeting) <= last);
};

/** What a link worker asks of the list; the first that is named, else everything: what is due first for the team. */
export const filters: Readonly<Record<Name, (desk: Desk) => Wanted>> = {
  all: () => () => true,
  mine: (desk) => (place) => place.assignee !== undefined && isMine(desk)(place),
  nobody:
    () =>
    ({ assignee }) =>
      assignee === undefined,
  groups:
    () =>
    ({ marks }) =>
      marks.has('group'),
  meetings: ({ request }) => isThisWeek(request.now),
};

export const isFilter = (name: string | null): name is Name => name !== null && Object.hasOwn(filters, name);
export const filterNames = Object.keys(filters).filter(isFilter);

/** Where somebody is for no team yet, as the list is asked for them. */
export const noTeam = 'none';
export const teamName = (team: string | undefined): string | undefined =>
  thisTeams.find(({ code }) => code === team)?.name;

/** Which local team the list is asked for; undefined: all of them, or the service is one. */
export const teamAsked = ({ request }: Desk): string | undefined => {
  const team = request.query.get('team');
  return team !== null && (team === noTeam || teamName(team) !== undefined) ? team : undefined;
};

export const isOfTeam =
  (asked: string | undefined): Wanted =>
  ({ team }) =>
    asked === undefined || (asked === noTeam ? team === undefined : team === asked);
