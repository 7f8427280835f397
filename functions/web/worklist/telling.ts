import { venueOf } from '../../domain/meetings/meetings.ts';
import { organisationOf } from '../../domain/referral.ts';
import { meansOf, whyCall } from '../../domain/to-person/means.ts';
import { failedBy, messagesToPerson, type ToPerson, timesOf } from '../../domain/to-person/messages.ts';
import { canBePosted } from '../../domain/to-person/when.ts';
import { instantFor } from '../dates.ts';
import { type Html, html } from '../html.ts';
import { words } from '../words/words.ts';
import type { Doing } from './acts/act.ts';
import { personAddress } from './addresses.ts';
import { namesIn } from './organisation-names.ts';
import type { Desk } from './staff-page.ts';

const { toPerson: says } = words;
type Said = keyof typeof says.words;
const isSaid = (message: string): message is Said => Object.hasOwn(says.words, message);

/** What stands in the words of somebody who rings: of what is off, each time at which they may be there. */
const sentence = (one: ToPerson, group: string): string | undefined => {
  const { meeting } = one;
  if (!meeting) return undefined;
  const said = one.says.startsWith('reminder') ? 'reminder' : one.says;
  if (!isSaid(said)) return undefined;
  const when = new Intl.ListFormat('en-GB', { type: 'disjunction' }).format(timesOf(one).map(instantFor));
  const place = said === 'cancelled' ? undefined : venueOf(meeting);
  return says.words[said](group, place === undefined ? when : says.where(when, place));
};

interface Telling extends Pick<Doing, 'referral' | 'now'> {
  readonly desk: Pick<Desk, 'publicUrl'> & { readonly participants: Pick<Desk['participants'], 'organisation'> };
}

/**
 * What the person has to be told by somebody, why no message tells them, and the words for it. Issue 8, items 1 and 2: whoever has an
 * interpreter to find, or tells them through a day centre, must not learn that from another page.
 *
 * @param about id of the message that is not known to have reached them
 */
export const tellingPart = async ({ referral, desk, now }: Telling, about: string): Promise<Html | undefined> => {
  const one = messagesToPerson(referral).find(({ message }) => message.id === about);
  if (!one) return undefined;
  const group = (await namesIn(desk.participants, referral))(organisationOf(one.onward?.task.owner));
  const means = meansOf(referral.patient, canBePosted(one, now), failedBy(one));
  const why = means.kind === 'call' ? means.why : undefined;
  const card = html`<p><a class="app-tap" href="${personAddress(desk, referral)}/paper/card">${says.card}</a></p>`;
  return html`${why ? html`<p><strong>${says.how(whyCall[why])}</strong></p>` : undefined}<p>${sentence(one, group)}</p>
${why === 'through' ? html`<p>${says.passOn}</p>${card}` : undefined}`;
};
