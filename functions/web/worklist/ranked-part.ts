import type { NotOffered } from '../../../contracts/directory/not-offered.ts';
import { weighNow } from '../../directory/weigh-now.ts';
import { rankedBy, rankedFor, servicesIn } from '../../domain/options/decide-keep-ranked.ts';
import type { Weighed } from '../../domain/options/weigh-ranked.ts';
import { instantFor } from '../dates.ts';
import { type Html, html } from '../html.ts';
import { words } from '../words/words.ts';
import type { Doing } from './acts/act.ts';
import { type Option, optionOf } from './group-options.ts';

const { finding: says } = words.worklist;

const whyNot = ({ service, entry, successor }: Weighed, not: NotOffered): Html =>
  html`<li>${entry?.name ?? service}: ${says.notOffered[not]}${successor ? html`. ${says.replacedBy(successor.name)}` : undefined}</li>
`;

/** The list that another tool ranked last, as it holds now: what it marked full may have room since. */
export const rankedPart = async (
  { desk, referral, now }: Omit<Doing, 'about'>,
  line: (option: Option) => Html,
): Promise<Html | undefined> => {
  const list = rankedFor(referral);
  if (!list) return undefined;
  const weighed = await weighNow(desk, referral, servicesIn(list) ?? [], now);
  const offered = weighed.flatMap(({ entry, not, why }) => (entry && not === undefined ? [optionOf(entry, why)] : []));
  const left = weighed.flatMap((one) => (one.not === undefined ? [] : [whyNot(one, one.not)]));
  return html`<h2>${says.ranked(rankedBy(list) ?? '', instantFor(list.sent ?? now))}</h2>
<p>${offered.length > 0 ? says.rankedSaid : says.rankedNone}</p>
${offered.length > 0 ? html`<ol class="app-story">${offered.map(line)}</ol>` : undefined}
${left.length > 0 ? html`<p>${says.rankedNot}:</p><ul>${left}</ul>` : undefined}`;
};
