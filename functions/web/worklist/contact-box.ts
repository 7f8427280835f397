import { hasNeeds } from '../../domain/contact/contact-attempts.ts';
import { ringNow } from '../../domain/contact/ring-now.ts';
import { safeContactOf } from '../../domain/contact/safe-contact.ts';
import { formMarks } from '../forms/form.ts';
import { type Html, html } from '../html.ts';
import { component } from '../shell/render.ts';
import { words } from '../words/words.ts';
import type { Doing } from './acts/act.ts';
import { personAddress } from './addresses.ts';
import { calledOf } from './person-name.ts';

const { contact: says, say } = words.worklist;
const isWhy = (what: string): what is keyof typeof say.why => Object.hasOwn(say.why, what);

/** What to say, in the order in which one says it: first who is asked for, and only to them where one rings from. */
export const readyWords = ({ shown, referral, desk, now }: Doing, what: string): Html => {
  const { name } = desk.person.person;
  const called = calledOf(shown.patient, now) ?? referral.reference;
  const why = say.why[isWhy(what) ? what : 'other'](desk.person.organisation.name);
  return html`<p>${say.hello(called, name.split(' ')[0] ?? name)}</p><p>${why}</p><p>${say.else}</p>
${ringNow(referral).message ? html`<p>${say.message(called, name.split(' ')[0] ?? name)}</p>` : html`<p>${says.noMessage}</p>`}`;
};

/** One tap for what came of a call: the same record as that of a whole form (acts/contact.ts). */
export const contactBox = (doing: Doing, back: 'today' | 'person'): Html | undefined => {
  const { desk, referral, about } = doing;
  const { number, message } = ringNow(referral);
  if (!number) return undefined;
  const numbers = safeContactOf(referral.patient).channels.filter(({ safety }) => safety !== 'not-safe');
  const at = numbers.findIndex(({ value }) => value === number.value);
  const taps = ['no-answer', 'spoke', ...(message ? (['message'] as const) : [])] as const;
  return html`<form class="app-taps" method="post" action="${personAddress(desk, referral)}/contact">
${formMarks(desk.request)}<input type="hidden" name="about" value="${about}"><input type="hidden" name="at" value="${at}"><input type="hidden" name="back" value="${back}"><input type="hidden" name="seen" value="${String(referral.version)}">
<fieldset class="nhsuk-fieldset"><legend class="nhsuk-fieldset__legend nhsuk-fieldset__legend--s">${says.title}</legend>
${
  hasNeeds(referral.patient)
    ? component('checkboxes', {
        ...{ idPrefix: `met-${referral.reference}`, name: 'met' },
        items: [{ value: 'yes', text: says.met }],
      })
    : undefined
}
${taps.map((came) => component('button', { text: says.tap[came], name: 'came', value: came, classes: 'nhsuk-button--secondary' }))}
</fieldset></form>`;
};
