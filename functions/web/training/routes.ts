import { refuse } from '../../domain/result.ts';
import type { Reply, Route } from '../../http/request.ts';
import { instantFor } from '../dates.ts';
import { html } from '../html.ts';
import { words } from '../words/words.ts';
import { paths, personAddress } from '../worklist/addresses.ts';
import { namesIn } from '../worklist/organisation-names.ts';
import type { WorklistPorts } from '../worklist/ports.ts';
import { answerWith, type Desk, staffPage } from '../worklist/staff-page.ts';
import { isManager } from '../worklist/team-page.ts';
import { type WouldHaveGone, wouldHaveGone } from './would-have-gone.ts';

export interface TrainingPorts extends WorklistPorts {
  /** Referrals of a coordinator that are open, the newest first. */
  readonly newest: (coordinator: string, limit: number) => Promise<readonly string[]>;
}

/** As many as a group of trainees enters; each costs a Query of its ledger and one of its rows. */
const mostPeople = 20;
const { training: says } = words;

const found = async (desk: Desk, id: string) => {
  const loaded = await desk.ledger.load(id);
  if (!loaded) return [];
  const { referral } = loaded;
  const known = { referral, service: desk.area.service, nameOf: await namesIn(desk.participants, referral) };
  return wouldHaveGone(known, await desk.told(id)).map((one) => ({ ...one, referral }));
};

type Found = Awaited<ReturnType<typeof found>>[number];

const card = (desk: Desk, { at, to, lines, referral }: Found) => html`<section class="app-card">
<h2><a href="${personAddress(desk, referral)}">${referral.reference}</a></h2>
<p><strong>${to}</strong></p><p>${says.at(instantFor(at))}</p>
${lines.map((line) => html`<p class="app-words">${line}</p>`)}
</section>
`;

const newestFirst = (one: WouldHaveGone, other: WouldHaveGone): number => other.at.localeCompare(one.at);

/** What an area for training sent nobody: the page that the simulated Notify has on one machine, from the hub's own rows (issue 8 item 7). */
export const outboxPage =
  (newest: TrainingPorts['newest']) =>
  async (desk: Desk): Promise<Reply> => {
    if (!isManager(desk)) return refuse('role-may-not');
    const people = await newest(desk.person.organisation.organisation, mostPeople);
    const all: Found[] = [];
    for (const id of people) all.push(...(await found(desk, id)));
    return answerWith(desk, {
      title: says.title,
      main: html`<p>${says.says}</p><p>${says.count(people.length)}</p>
${all.length === 0 ? html`<p>${says.none}</p>` : all.sort(newestFirst).map((one) => card(desk, one))}`,
    });
  };

/** An area in which messages leave has no such page. */
export const trainingRoutes = (ports: TrainingPorts): readonly Route[] =>
  ports.area.mode === 'practice' ? [staffPage(ports, paths.outbox, outboxPage(ports.newest))] : [];
