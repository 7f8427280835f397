import { clearances } from '../../../contracts/lifecycle/companions.ts';
import { dateAfter, today } from '../../domain/calendar.ts';
import { refuse } from '../../domain/result.ts';
import type { Reply } from '../../http/request.ts';
import type { Participant } from '../../usecases/ports.ts';
import { dateFor } from '../dates.ts';
import { type Html, html } from '../html.ts';
import { words } from '../words/words.ts';
import { byName, experienceIn } from './companions-known.ts';
import { answerWith, type Desk } from './staff-page.ts';
import { isManager } from './team-page.ts';

const { register: says, known } = words.companion;

/** Long enough to check somebody anew before it runs out. */
const soonDays = 60;

/** The first day on which something of theirs no longer holds. */
const firstEnd = ({ companion }: Participant): string | undefined =>
  companion?.clearedFor.map(({ until }) => until).sort()[0];

const clearancesOf = ({ companion }: Participant, day: string): string[] => {
  const all = companion?.clearedFor ?? [];
  if (all.length === 0) return [says.notCleared];
  return all.map(({ work, until }) =>
    until < day ? says.ranOut(clearances[work], dateFor(until)) : known.cleared(clearances[work], dateFor(until)),
  );
};

const entry = (one: Participant, day: string): Html => {
  const { name, companion, organiser } = one;
  const lines = [
    ...clearancesOf(one, day),
    companion?.trained === undefined ? says.notTrained : says.trained(dateFor(companion.trained)),
    experienceIn(one),
    organiser ? undefined : says.noContact,
  ];
  return html`<section class="app-card"><h3><bdi>${name}</bdi></h3><ul>${lines.filter((line) => line !== undefined).map((line) => html`<li>${line}</li>\n`)}</ul></section>\n`;
};

const part = (title: string, all: readonly Participant[], day: string): Html =>
  html`<h2>${title}</h2>${all.length === 0 ? html`<p>${says.nobody}</p>` : all.map((one) => entry(one, day))}`;

/** Whom managers can count on, by name; first whose clearance runs out. */
export const companionsPage = async (desk: Desk): Promise<Reply> => {
  if (!isManager(desk)) return refuse('role-may-not');
  const day = today(desk.request.now);
  const last = dateAfter(day, soonDays);
  const all = byName(await desk.companions());
  const isSoon = (one: Participant): boolean => (firstEnd(one) ?? last) < last;
  const soon = all.filter(isSoon).sort((a, b) => (firstEnd(a) ?? '').localeCompare(firstEnd(b) ?? ''));
  return answerWith(desk, {
    title: says.title,
    main: html`<p>${says.says}</p>
${
  all.length === 0
    ? html`<p>${says.none}</p>`
    : html`${part(says.soon(soonDays), soon, day)}${part(
        says.others,
        all.filter((one) => !isSoon(one)),
        day,
      )}`
}`,
  });
};
