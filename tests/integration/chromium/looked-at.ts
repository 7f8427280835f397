import { everyAct } from '../../../functions/web/worklist/acts/every-act.ts';

/**
 * Every page for people, by its route, with the pictures of its states: each is judged in Chromium (windows.ts), here or in a journey.
 * That no route is left out, and that no picture is named that nobody takes, holds `contract/pages-looked-at`.
 */
export const lookedAt: Readonly<Record<string, readonly string[]>> = {
  '/': ['front'],
  '/figures': ['figures'],
  '/safeguarding': ['safeguarding'],
  '/errors': ['errors'],
  '/errors/{code}': ['error-missing-element', 'error-nothing'],
  '/sign-in': ['sign-in'],
  '/sign-in/out': ['signed-out'],
  '/sign-in/done': ['unknown'],
  '/refer/{practice}': ['poster-start'],
  '/refer/{practice}/me': ['poster-me'],
  '/refer/{practice}/somebody': ['poster-somebody-problems'],
  '/refer/{practice}/sent': ['poster-sent'],
  '/staff': ['not-signed-in', 'start'],
  '/staff/overdue': ['overdue-not-signed-in', 'overdue', 'overdue-late'],
  '/staff/refer': ['refer', 'refer-problems', 'refer-call'],
  '/staff/refer/sent/{referral}': ['refer-sent'],
  '/staff/refer/told': ['refer-told'],
  '/staff/poster': ['poster-print'],
  '/staff/referrals': ['practice-list', 'practice-to-read', 'practice-connector'],
  '/staff/referrals/{reference}': ['practice-one', 'practice-written', 'practice-receipt'],
  '/staff/suggest': ['suggest'],
  '/staff/suggestions': ['suggestions'],
  '/staff/today': ['today', 'today-through', 'today-interpreter', 'today-none'],
  '/staff/list': ['list', 'list-of-a-team'],
  '/staff/team': ['team'],
  '/staff/feedback': ['feedback', 'feedback-none'],
  '/staff/companions': ['companions', 'companions-none'],
  '/staff/outbox': ['outbox', 'outbox-none'],
  '/staff/timeline/{reference}': ['timeline'],
  '/staff/people/{reference}': [
    ...['person-new', 'person-meeting', 'person-closed', 'person-hell', 'person-draft', 'person-first'],
    ...['person-reported', 'person-differ', 'person-companion'],
  ],
  '/staff/people/{reference}/groups': ['find-group', 'find-group-by-name'],
  '/staff/people/{reference}/{act}': [
    ...['accept', 'ask-chosen', 'ask', 'ask-preview', 'meeting', 'arrange', 'close-early', 'stale'],
    ...['refused-at-the-field', ...everyAct.map(({ name }) => `act-${name}`)],
  ],
  '/staff/people/{reference}/paper/{paper}': ['paper-card', 'paper-card-large', 'paper-letter'],
  '/staff/sessions/{link}': ['session-desk', 'session-desk-saved'],
  '/staff/sessions/{link}/print': ['session-print'],
  '/l/{token}': [
    ...['register-one', 'register-one-saved', 'register-six', 'register-six-welsh', 'register-six-saved'],
    ...['register-before', 'register-over', 'link-ask', 'link-ask-answered', 'link-ask-meeting', 'link-ask-problems'],
    ...['link-ask-named', 'link-ask-no', 'link-ask-too-late', 'link-room', 'link-closed'],
    ...['companion-asked', 'companion-near', 'companion-goes', 'companion-after', 'companion-met'],
    ...['companion-did-not-meet', 'companion-no', 'companion-cannot', 'companion-ring', 'companion-too-late'],
    'companion-over',
  ],
  '/l/{token}/room': ['link-room-full', 'link-room-again'],
  '/l/{token}/stop': ['link-stopping', 'link-stopped', 'companion-stopping', 'companion-stopped'],
  '/l/{token}/table': ['table', 'table-faults'],
  '/l/code/{link}': ['link-code', 'link-code-wrong'],
  '/s/{token}': ['own-page', 'own-page-cannot-come', 'own-page-welsh', 'own-not-there'],
  '/l/{token}/worried': ['link-worried'],
  '/s/{token}/worried': ['own-worried'],
  '/s/{token}/who-knows': ['own-who-knows'],
  '/s/{token}/close': ['own-closing', 'own-closed'],
  '/s/{token}/{paper}': ['own-card', 'own-card-large', 'own-letter'],
  '/s/{token}/cannot-come/{part}': ['own-cannot-come'],
  '/s/{token}/went/{part}': ['own-went'],
  '/s/{token}/not-for-me/{part}': ['own-not-for-me'],
  '/s/{token}/not-them/{part}': ['own-not-them'],
};

/** Where there is no page. */
export const nowhere: readonly string[] = ['nowhere'];

/** What the address of a picture's page looks like. */
export const addressOf = (name: string): RegExp => {
  const route = Object.entries(lookedAt).find(([, names]) => names.includes(name))?.[0];
  if (route === undefined && !nowhere.includes(name)) throw new Error(`${name} stands in no line of looked-at.ts`);
  return route === undefined ? /^/ : new RegExp(`^${route.replaceAll(/\{\w+\}/g, '[^/]+')}$`);
};
