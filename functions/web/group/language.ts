import type { AreaService } from '../../../contracts/areas/area.ts';
import type { Language } from '../../http/respond.ts';
import { html } from '../html.ts';
import { pageLanguage } from '../language.ts';
import { documentOf } from '../page.ts';
import { words } from '../words/words.ts';
import { whomToRingLink } from '../worried/link.ts';

/** How pages of links say no: the same whatever is wrong with a link, and always with a human's number. */
export const groupLanguage = (publicUrl: string, { display, telephone }: AreaService): Language => {
  const ring = html`<p>${words.group.ring(display)}<a class="app-tap" href="tel:${telephone.replaceAll(' ', '')}">${telephone}</a></p>
${whomToRingLink(publicUrl)}`;
  const usual = pageLanguage(publicUrl, undefined, ring);
  return {
    ...usual,
    render: (issues, exchange, status) =>
      status === 401 || status === 404
        ? documentOf({
            ...{ publicUrl, title: words.group.closed, few: true },
            main: html`<p>${words.group.closedSays}</p>
${ring}`,
          })
        : usual.render(issues, exchange, status),
  };
};
