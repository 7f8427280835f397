import type { Area } from '../../../contracts/areas/area.ts';
import { always } from '../../../contracts/safeguarding/always.ts';
import type { Participant } from '../../usecases/ports.ts';
import { problemSummary } from '../forms/problems.ts';
import { type Html, html } from '../html.ts';
import type { Page } from '../page.ts';
import { ring, safeguardingPath } from '../safeguarding-page.ts';
import { component } from '../shell/render.ts';
import { words } from '../words/words.ts';
import {
  line,
  mattersQuestion,
  reachQuestion,
  reasonQuestion,
  riskQuestion,
  type Typed,
  whoQuestion,
} from './questions.ts';

export const posterRoot = '/refer';
/** For whom somebody asks: the last part of the address. */
export const asking = ['me', 'somebody'] as const;
export type Asking = (typeof asking)[number];
export const posterPath = (practice: string, who?: Asking): string =>
  `${posterRoot}/${practice}${who ? `/${who}` : ''}`;

const { poster: says, refer } = words;

export interface Poster {
  readonly practice: Pick<Participant, 'organisation' | 'name'>;
  readonly area: Area;
  readonly publicUrl: string;
}

/** Whom to ring now, before anything is asked: nobody waits for a reader of forms. */
export const urgently = ({ publicUrl }: Pick<Poster, 'publicUrl'>): Html =>
  component('inset-text', {
    html: html`<h2>${says.urgent}</h2>
<ul>
${always.map(ring)}</ul>
<p>${says.urgentSays}</p>
<p><a class="app-tap" href="${publicUrl}${safeguardingPath}">${says.unsafe}</a></p>`,
  });

/** Where the square on the poster leads. */
export const posterStart = (poster: Poster): Page => {
  const { practice, area, publicUrl } = poster;
  const way = (who: Asking, text: string): Html =>
    component('button', { text, href: `${publicUrl}${posterPath(practice.organisation, who)}` });
  return {
    ...{ publicUrl, title: says.title },
    main: html`<p>${says.intro(area.service.display, practice.name)}</p>
${urgently(poster)}
${way('me', says.me)}
${way('somebody', says.somebody)}
<ul>
${ring({ who: says.ring, telephone: area.service.telephone })}</ul>`,
  };
};

const tick = (id: string, text: string, { fields }: Typed): Html =>
  component('checkboxes', {
    ...{ idPrefix: id, name: id },
    items: [{ id, name: id, value: 'yes', text, checked: fields[id] !== undefined }],
  });

const askedByQuestion = (typed: Typed): Html =>
  component('fieldset', {
    legend: { text: says.you, classes: 'nhsuk-fieldset__legend--m' },
    html: html`${line('yourName', { text: says.yourName }, typed)}
${line('yourPhone', { text: says.yourPhone, hint: says.yourPhoneHint, type: 'tel', classes: 'nhsuk-input--width-20' }, typed)}
${tick('know', says.know, typed)}`,
  });

interface Form {
  readonly who: Asking;
  readonly typed: Typed;
  readonly marks: Html;
  /** Why nothing was sent though nothing is wrong with what was typed. */
  readonly notice?: string;
}

/** Five questions, for themself or for somebody whom they know. */
export const posterForm = (poster: Poster, { who, typed, marks, notice }: Form): Page => {
  const { practice, publicUrl } = poster;
  const problems = problemSummary(typed.problems);
  const noticed = notice ? component('inset-text', { html: html`<p>${notice}</p>` }) : undefined;
  return {
    ...{ publicUrl, title: who === 'me' ? says.titleMe : says.titleSomebody },
    ...(problems || noticed ? { problems: html`${noticed}${problems}` } : {}),
    main: html`${urgently(poster)}
<p>${who === 'me' ? says.introMe : says.introSomebody}</p>
<form method="post" action="${publicUrl}${posterPath(practice.organisation, who)}" novalidate>
${marks}
${whoQuestion(typed, { withNumber: false })}
${reachQuestion(typed)}
${mattersQuestion(typed)}
${reasonQuestion(typed)}
${riskQuestion(typed)}
${who === 'me' ? undefined : askedByQuestion(typed)}
${tick('tell', says.tell(practice.name), typed)}
${component('button', { text: refer.send })}
</form>`,
  };
};
