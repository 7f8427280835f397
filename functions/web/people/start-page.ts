import { thisArea } from '../../../contracts/areas/this-area.ts';
import type { Deed } from '../../../contracts/authority/deeds.ts';
import { reachOf } from '../../../contracts/authority/roles.ts';
import type { ParticipantKind } from '../../domain/participant.ts';
import type { SignedInPerson } from '../../identity/people/signed-in-person.ts';
import { html } from '../html.ts';
import type { Page } from '../page.ts';
import { component } from '../shell/render.ts';
import { words } from '../words/words.ts';
import { paths } from '../worklist/addresses.ts';

export const startPath = '/staff';
export const ownOverduePath = `${startPath}/overdue`;

const { start: says } = words;

/** What somebody finds here, by what their role may do anywhere at all (contracts/authority). */
const ways: readonly {
  readonly path: string;
  readonly needs: Deed;
  readonly text: string;
  /** Only for organisations of these kinds. */
  readonly of?: readonly ParticipantKind[];
}[] = [
  { path: `${startPath}/refer`, needs: 'refer', text: words.refer.title },
  {
    path: `${startPath}/referrals`,
    needs: 'see-receipt',
    text: words.practice.title,
    of: ['practice', 'council', 'voluntary'],
  },
  { path: `${startPath}/poster`, needs: 'refer', text: words.poster.printTitle, of: ['practice'] },
  { path: paths.today, needs: 'work', text: words.worklist.today.title, of: ['coordinator'] },
  { path: paths.list, needs: 'work', text: words.worklist.list.title, of: ['coordinator'] },
  { path: paths.team, needs: 'see-counts', text: words.worklist.team.title, of: ['coordinator'] },
  ...(thisArea.mode === 'practice'
    ? [{ path: paths.outbox, needs: 'see-counts' as const, text: words.training.title, of: ['coordinator' as const] }]
    : []),
  { path: paths.companions, needs: 'see-counts', text: words.companion.register.title, of: ['coordinator'] },
  { path: ownOverduePath, needs: 'work', text: words.overdue.title },
  { path: `${startPath}/suggest`, needs: 'suggest', text: words.suggest.title },
  { path: `${startPath}/suggestions`, needs: 'moderate', text: words.suggest.decideTitle },
];

/** Where somebody who signed in begins: who they are here, and what they can do. */
export const startPage = ({ organisation, person, role }: SignedInPerson, publicUrl: string): Page => ({
  ...{ publicUrl, title: says.title },
  main: html`${component('summary-list', {
    rows: [
      { key: { text: says.who }, value: { text: person.name } },
      { key: { text: says.organisation }, value: { text: organisation.name } },
      { key: { text: says.role }, value: { text: says.roles[role] } },
    ],
  })}
<h2>${says.pages}</h2>
<ul class="app-ways">
${ways.filter(({ needs, of }) => reachOf(role, needs) !== undefined && (of === undefined || of.includes(organisation.kind))).map(({ path, text }) => html`<li><a href="${publicUrl}${path}">${text}</a></li>\n`)}</ul>`,
});
