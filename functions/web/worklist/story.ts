import { type Happening, storyOf } from '../../../mappings/wellbeing/story.ts';
import { hub } from '../../domain/hub.ts';
import type { Participant } from '../../usecases/ports.ts';
import { instantFor } from '../dates.ts';
import { type Html, html } from '../html.ts';
import { words } from '../words/words.ts';
import type { Doing } from './acts/act.ts';
import type { Found } from './find-person.ts';
import { type NameOf, namesIn } from './organisation-names.ts';
import type { Desk } from './staff-page.ts';

const { story: says } = words.worklist;

const whoOf = (
  { by, person, signed }: Happening,
  { organisation, staff = [] }: Participant,
  nameOf: NameOf,
): string => {
  if (by === hub.organisation) return words.shell.service;
  const member = by === organisation ? staff.find(({ code }) => code === person)?.name : undefined;
  const named = signed ?? member;
  return named === undefined ? nameOf(by) : says.who(named, nameOf(by));
};

const isSaid = (what: string): what is keyof typeof says.what => Object.hasOwn(says.what, what);

/** `reference`: which referral it is of, where there are several. */
export const happened = (
  one: Happening,
  organisation: Participant,
  nameOf: NameOf,
  reference?: string,
): Html => html`<li>
<p><time>${instantFor(one.at)}</time> · ${whoOf(one, organisation, nameOf)}${reference ? html` · ${reference}` : undefined}</p>
<p><strong>${isSaid(one.what) ? says.what[one.what] : one.what}</strong>${one.with && one.with !== one.by ? html` (${nameOf(one.with)})` : undefined}${one.when ? html`: ${instantFor(one.when)}` : undefined}${one.said.map((text) => html`. ${text}`)}</p>
${one.texts.map((text) => html`<p class="app-words">${text}</p>`)}
</li>
`;

const listed = (all: readonly Happening[], { person }: Desk, nameOf: NameOf): Html =>
  html`<ol class="app-story">${all.map((one) => happened(one, person.organisation, nameOf))}</ol>`;

/** Everything that has happened, oldest first, whoever did it. */
export const wholeStory = async (desk: Desk, { referral }: Found): Promise<Html> => {
  const versions = await desk.ledger.history(referral.id);
  return listed(storyOf(versions), desk, await namesIn(desk.participants, referral));
};

/** What has happened since a form was drawn: for whoever filled it in meanwhile. */
export const changedSince = async ({ desk, referral }: Doing, seen: number): Promise<Html> => {
  const from = Number.isInteger(seen) && seen > 0 && seen < referral.version ? seen + 1 : referral.version;
  const versions = await desk.ledger.history(referral.id, { from, to: referral.version });
  const { changed, changedSays } = words.worklist.acts;
  const all = listed(storyOf(versions), desk, await namesIn(desk.participants, referral));
  return html`<div role="alert" class="app-stop"><h2>${changed}</h2><p>${changedSays}</p>${all}</div>`;
};
