import { type Happening, storyOf } from '../../../mappings/wellbeing/story.ts';
import { type Gap, gapsIn } from '../../domain/gaps.ts';
import { refuse } from '../../domain/result.ts';
import type { Reply } from '../../http/request.ts';
import { dayFor } from '../dates.ts';
import { type Html, html } from '../html.ts';
import { words } from '../words/words.ts';
import { personAddress } from '../worklist/addresses.ts';
import { findPerson } from '../worklist/find-person.ts';
import { type NameOf, namesIn } from '../worklist/organisation-names.ts';
import { answerWith, type Desk } from '../worklist/staff-page.ts';
import { happened } from '../worklist/story.ts';

const { timeline: says } = words;

const gapItem = ({ what, from, to, with: whose }: Gap, nameOf: NameOf): Html => html`<li>
<p><strong>${says.notKnown}</strong>${whose ? html` (${nameOf(whose)})` : undefined}: ${says.gaps[what](dayFor(from), dayFor(to ?? from))}</p>
</li>
`;

const isGap = (one: Happening | Gap): one is Gap => 'from' in one;
const when = (one: Happening | Gap): string => (isGap(one) ? one.from : one.at);

/** What happened and what is not known, each at its time. */
export const inOrder = (story: readonly Happening[], gaps: readonly Gap[]): (Happening | Gap)[] =>
  [...story, ...gaps].sort((a, b) => (when(a) < when(b) ? -1 : when(a) > when(b) ? 1 : 0));

/** One person across organisations: all that the hub knows, oldest first, and what it does not know said as that. */
export const timelinePage = async (desk: Desk): Promise<Reply> => {
  const found = await findPerson(desk);
  if (!found) return refuse('not-found');
  const { referral } = found;
  const story = storyOf(await desk.ledger.history(referral.id));
  const told = story.filter(({ what }) => what !== 'chased').map(({ at }) => at);
  const gaps = gapsIn(referral, told, desk.request.now);
  const nameOf = await namesIn(desk.participants, referral);
  const { organisation } = desk.person;
  return answerWith(desk, {
    title: says.title(referral.reference),
    main: html`<p><a href="${personAddress(desk, referral)}">${says.back}</a></p>
<h2>${says.heading}</h2>
<p>${says.says}</p>
<ol class="app-story"><li><p><strong>${says.notKnown}</strong>: ${says.before}</p></li>
${inOrder(story, gaps).map((one) => (isGap(one) ? gapItem(one, nameOf) : happened(one, organisation, nameOf)))}</ol>`,
  });
};
