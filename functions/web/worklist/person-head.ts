import { type Html, html } from '../html.ts';
import { folded } from '../shell/folded.ts';
import { words } from '../words/words.ts';
import type { Found } from './find-person.ts';
import { howToReach, numberToRing } from './how-to-reach.ts';
import { noticesFor } from './notices.ts';
import { calledOf, nameOf } from './person-name.ts';

const { ring: says } = words.worklist;

/** Who it is and how to reach them safely: in sight wherever something is done for them. */
export const personHead = ({ referral, shown }: Pick<Found, 'referral' | 'shown'>, now: string): Html => {
  const name = nameOf(shown.patient);
  const called = calledOf(shown.patient, now);
  return html`<aside class="app-head" aria-label="${says.title}">
<h2>${name ?? referral.reference}</h2>
${called !== undefined && called !== name ? html`<p>${says.called} <strong>${called}</strong></p>` : undefined}
${noticesFor(referral)}
${numberToRing(referral)}
${folded(says.channels, howToReach(shown))}
</aside>`;
};
