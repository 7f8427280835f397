import { type Html, html } from '../html.ts';
import { words } from '../words/words.ts';
import type { Found } from './find-person.ts';
import { numberToRing, waysToReach } from './how-to-reach.ts';
import { noticesFor } from './notices.ts';
import { nameOf } from './person-name.ts';
import { risksAndNeeds } from './risks-and-needs.ts';

const { ring: says } = words.worklist;

/** Who it is, how to reach them safely, what they need and what is dangerous: in sight wherever something is done for them. */
export const personHead = ({
  referral,
  shown,
}: Pick<Found, 'referral' | 'shown'>): Html => html`<aside class="app-head" aria-label="${says.title}">
<h2>${nameOf(shown.patient) ?? referral.reference}</h2>
<p>${referral.reference}</p>
${noticesFor(referral)}
${numberToRing(referral)}
${waysToReach(shown)}
${risksAndNeeds(shown)}
</aside>`;
