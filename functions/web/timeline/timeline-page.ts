import { type Happening, storyOf } from '../../../mappings/wellbeing/story.ts';
import { type Gap, gapsIn } from '../../domain/gaps.ts';
import { refuse } from '../../domain/result.ts';
import type { Reply } from '../../http/request.ts';
import { dayFor } from '../dates.ts';
import { type Html, html } from '../html.ts';
import { words } from '../words/words.ts';
import { personAddress } from '../worklist/addresses.ts';
import { type Found, findPerson, foundBy } from '../worklist/find-person.ts';
import { type NameOf, namesIn } from '../worklist/organisation-names.ts';
import { answerWith, type Desk } from '../worklist/staff-page.ts';
import { happened } from '../worklist/story.ts';

const { timeline: says } = words;

/** Referrals of one person that a page reads. */
const mostRead = 20;

/** One thing of one referral, with what its names are read from. */
interface Told<T> {
  readonly of: Found;
  readonly one: T;
  readonly nameOf: NameOf;
}
type Entry = Told<Happening | Gap>;

const gapItem = ({ what, from, to, with: whose }: Gap, nameOf: NameOf): Html => html`<li>
<p><strong>${says.notKnown}</strong>${whose ? html` (${nameOf(whose)})` : undefined}: ${says.gaps[what](dayFor(from), dayFor(to ?? from))}</p>
</li>
`;

const isGap = (one: Happening | Gap): one is Gap => 'from' in one;
const when = (one: Happening | Gap): string => (isGap(one) ? one.from : one.at);

/** What happened and what is not known, each at its time. */
const inOrder = (all: readonly Entry[]): Entry[] =>
  [...all].sort((a, b) => (when(a.one) < when(b.one) ? -1 : when(a.one) > when(b.one) ? 1 : 0));

/**
 * All that this coordinator has of the person: the one that was asked for, and others by a traced NHS number (issue 9, 5). What was recalled as
 * an error may be about somebody else, whatever number it came with.
 */
const allOf = async (desk: Desk, found: Found): Promise<Found[]> => {
  const ids = await desk.samePerson(found.referral.patient, desk.person.organisation.organisation);
  const besides = ids.filter((id) => id !== found.referral.id).slice(0, mostRead - 1);
  const read = await Promise.all(besides.map((id) => foundBy(desk, id)));
  const others = read.filter((one) => one !== undefined);
  return [found, ...others.filter(({ referral }) => referral.task.status !== 'entered-in-error')];
};

const storyOfAll = async (desk: Desk, all: readonly Found[]): Promise<Told<Happening>[]> => {
  const stories = all.map(async (of) => {
    const nameOf = await namesIn(desk.participants, of.referral);
    return storyOf(await desk.ledger.history(of.referral.id)).map((one) => ({ of, one, nameOf }));
  });
  return (await Promise.all(stories)).flat();
};

/** A silence is one of the person's whole way: what another referral says breaks it, and it is said once. */
const gapsOfAll = async (
  desk: Desk,
  all: readonly Found[],
  story: readonly Told<Happening>[],
): Promise<Told<Gap>[]> => {
  const told = story
    .filter(({ one }) => one.what !== 'chased')
    .map(({ one }) => one.at)
    .sort();
  const found: Told<Gap>[] = [];
  for (const of of all) {
    const nameOf = await namesIn(desk.participants, of.referral);
    for (const one of gapsIn(of.referral, told, desk.request.now)) {
      const isKnown =
        one.what === 'quiet' && found.some((other) => other.one.what === 'quiet' && other.one.from === one.from);
      if (!isKnown) found.push({ of, one, nameOf });
    }
  }
  return found;
};

const partOf = (desk: Desk, all: readonly Found[]): Html =>
  html`<p>${says.together(all.length)}</p><ul class="app-ways">${all.map(
    ({ referral }) => html`<li><a href="${personAddress(desk, referral)}">${referral.reference}</a></li>\n`,
  )}</ul>`;

/** One person across organisations: all that the hub knows, oldest first, and what it does not know said as that. */
export const timelinePage = async (desk: Desk): Promise<Reply> => {
  const found = await findPerson(desk);
  if (!found) return refuse('not-found');
  const all = await allOf(desk, found);
  const story = await storyOfAll(desk, all);
  const entries = inOrder([...story, ...(await gapsOfAll(desk, all, story))]);
  const { organisation } = desk.person;
  return answerWith(desk, {
    title: says.title(found.referral.reference),
    main: html`<p><a class="app-tap" href="${personAddress(desk, found.referral)}">${says.back}</a></p>
<p>${says.says}</p>
${all.length > 1 ? partOf(desk, all) : undefined}
<ol class="app-story"><li><p><strong>${says.notKnown}</strong>: ${says.before}</p></li>
${entries.map(({ of, one, nameOf }) =>
  isGap(one)
    ? gapItem(one, nameOf)
    : happened(one, organisation, nameOf, all.length > 1 ? of.referral.reference : undefined),
)}</ol>`,
  });
};
