import type { SignedIn } from '../../http/request.ts';
import { formMarks } from '../forms/form.ts';
import { problemAt, problemSummary } from '../forms/problems.ts';
import { type Html, html } from '../html.ts';
import type { Page } from '../page.ts';
import { startPath } from '../people/start-page.ts';
import { component } from '../shell/render.ts';
import { words } from '../words/words.ts';
import {
  anotherDay,
  line,
  mattersQuestion,
  reachQuestion,
  reasonQuestion,
  riskQuestion,
  type Typed,
  whoQuestion,
} from './questions.ts';
import { callerKinds } from './read-caller.ts';

export const referPath = `${startPath}/refer`;
export const toldPath = `${referPath}/told`;

const { refer: says } = words;

const callerQuestion = (typed: Typed): Html =>
  component('fieldset', {
    legend: { text: says.caller, classes: 'nhsuk-fieldset__legend--m' },
    html: html`${component('radios', {
      ...{
        idPrefix: 'caller',
        name: 'caller',
        fieldset: { legend: { text: says.caller, classes: 'nhsuk-u-visually-hidden' } },
      },
      ...{ value: typed.fields.caller, items: callerKinds.map((value) => ({ value, text: says.callers[value] })) },
      ...problemAt(typed.problems, 'caller'),
    })}
${line('callerName', { text: says.callerName }, typed)}
${line('callerPhone', { text: says.callerPhone, type: 'tel', classes: 'nhsuk-input--width-20' }, typed)}`,
  });

interface Shown {
  readonly publicUrl: string;
  /** The coordinator writes down who rang. */
  readonly isCall: boolean;
  readonly typed: Typed;
}

/** Five questions, and what was typed before with what is wrong with it. */
export const referPage = (request: Pick<SignedIn, 'headers'>, { publicUrl, isCall, typed }: Shown): Page => {
  const problems = problemSummary(typed.problems);
  return {
    ...{ publicUrl, title: says.title },
    ...(problems ? { problems } : {}),
    home: { href: `${publicUrl}${startPath}`, says: words.refused.home },
    main: html`<p>${says.intro}</p>
<form method="post" action="${publicUrl}${referPath}" novalidate>
${formMarks(request)}
${isCall ? callerQuestion(typed) : undefined}
${whoQuestion(typed, { withNumber: true })}
${reachQuestion(typed)}
${mattersQuestion(typed)}
${reasonQuestion(typed)}
${riskQuestion(typed)}
${anotherDay(typed)}
<p>${says.agree}</p>
${component('button', { text: says.send })}
</form>
<h2>${says.just}</h2>
<p>${says.justSays}</p>
<form method="post" action="${publicUrl}${toldPath}">
${formMarks(request)}
${component('button', { text: says.told, classes: 'nhsuk-button--secondary' })}
</form>`,
  };
};
