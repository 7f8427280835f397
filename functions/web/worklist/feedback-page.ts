import { longestWithoutReply } from '../../../contracts/lifecycle/feedback.ts';
import { daysBetween } from '../../domain/calendar.ts';
import { refuse } from '../../domain/result.ts';
import { feedbackIn, isSettled, replyTo } from '../../domain/said/feedback.ts';
import type { Reply } from '../../http/request.ts';
import { dayFor } from '../dates.ts';
import { type Html, html } from '../html.ts';
import { words } from '../words/words.ts';
import { partOf } from './acts/part-of.ts';
import { actAddress, personAddress } from './addresses.ts';
import { doneNotice } from './done-notice.ts';
import { type Found, foundBy } from './find-person.ts';
import { answerWith, type Desk } from './staff-page.ts';
import { isManager } from './team-page.ts';

const { feedback: says } = words.worklist;

/** Referrals that one page reads. */
const mostRead = 50;

interface Waiting {
  readonly said: string;
  readonly shown: Html;
}

const waitingIn = (desk: Desk, { referral, shown }: Found): Waiting[] =>
  feedbackIn(referral)
    .filter((one) => !isSettled(referral, one))
    .map((one) => {
      const said = one.sent ?? referral.at;
      const words = shown.communications.find(({ id }) => id === one.id)?.payload?.[0]?.contentString ?? '';
      const reply = replyTo(referral, one);
      const isLate = reply === undefined && daysBetween(said, desk.request.now) > longestWithoutReply;
      const button = actAddress(desk, referral, 'reply-feedback', partOf(one.id));
      return {
        said,
        shown: html`<section class="app-card"><h2>${says.said(dayFor(said))}</h2>
${isLate ? html`<p><strong>${says.late}</strong></p>` : undefined}<blockquote class="app-words"><p>${words}</p></blockquote>
${reply ? html`<p>${says.so(says.replies[reply])}</p>` : undefined}
<p><a class="app-tap" href="${personAddress(desk, referral)}">${referral.reference}</a></p>
<p><a class="nhsuk-button nhsuk-button--secondary" role="button" href="${button}">${says.reply}</a></p></section>
`,
      };
    });

/** What people said that has no reply yet, or one that is not the last: oldest first (users.md S65). */
export const feedbackPage = async (desk: Desk): Promise<Reply> => {
  if (!isManager(desk)) return refuse('role-may-not');
  const coordinator = desk.person.organisation.organisation;
  const { places } = await desk.next({
    ...{ coordinator, from: 0, limit: 0 },
    wanted: ({ marks }) => marks.has('feedback'),
  });
  const waiting: Waiting[] = [];
  for (const { referral } of places.slice(0, mostRead)) {
    const found = await foundBy(desk, referral);
    if (found) waiting.push(...waitingIn(desk, found));
  }
  waiting.sort((a, b) => (a.said < b.said ? -1 : 1));
  const left = places.length - mostRead;
  return answerWith(desk, {
    title: says.title,
    main: html`${doneNotice(desk)}<p>${waiting.length === 0 ? says.none : says.says}</p>
${waiting.map(({ shown }) => shown)}${left > 0 ? html`<p>${says.more(left)}</p>` : undefined}`,
  });
};
