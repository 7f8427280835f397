import { thisPolicy } from '../../../contracts/areas/this-policy.ts';
import { workingDaysAfter } from '../../domain/calendar.ts';
import { dayFor } from '../dates.ts';
import { html } from '../html.ts';
import type { Page } from '../page.ts';
import { component } from '../shell/render.ts';
import { words } from '../words/words.ts';
import { type Poster, urgently } from './poster-pages.ts';

const { poster: says } = words;

/** The days of the policy: a person reads it, then the usual time to a conversation begins. */
const { answer, firstConversation } = thisPolicy;
export const readWithin = answer.remind;

/** What somebody without an account holds: a reference, by when they hear, and whom to ring if they do not. */
export const posterSent = (poster: Poster, reference: string, now: string): Page => {
  const { service } = poster.area;
  const day = (count: number): string => dayFor(workingDaysAfter(now, count));
  return {
    ...{ publicUrl: poster.publicUrl, title: says.sentTitle },
    main: html`${component('summary-list', {
      rows: [
        { key: { text: says.sentReference }, value: { text: reference } },
        { key: { text: words.refer.sent.accountable }, value: { text: `${service.display}, ${service.telephone}` } },
      ],
    })}
<ul>
<li>${says.read(service.display, day(readWithin))}</li>
<li>${says.talks(day(readWithin + answer.remind + firstConversation))}</li>
<li>${says.nothing(service.telephone)}</li>
</ul>
${urgently(poster)}`,
  };
};
