import type { AreaService } from '../../../contracts/areas/area.ts';
import type { Language } from '../../http/respond.ts';
import { ownPath } from '../../identity/links/person-link.ts';
import { type Html, html } from '../html.ts';
import { documentOf } from '../page.ts';
import { everyText, type Texts, usualTexts } from '../words/texts.ts';
import { words } from '../words/words.ts';
import { whomToRingLink } from '../worried/link.ts';
import { ownPageOf } from './visit.ts';

/** How the person's page says no: the same whatever is wrong with a link, in every language, as nobody knows who looks. */
export const ownLanguage = (usual: Language, publicUrl: string, { telephone, display }: AreaService): Language => ({
  ...usual,
  render: (issues, exchange, status) => {
    if (!exchange.path.startsWith(`${ownPath}/`)) return usual.render(issues, exchange, status);
    const isClosed = status === 401 || status === 404;
    const isTap = exchange.method === 'POST';
    const title = isClosed ? usualTexts.own.closed : isTap ? usualTexts.own.notSaved : words.refused.failed;
    const says = ({ own }: Texts): string[] => [
      ...(isTap ? [own.notSaved, own.notSavedSays] : []),
      ...(isClosed ? [own.closedSays] : []),
    ];
    const inOne = (texts: Texts): Html =>
      html`${says(texts).map((one) => html`<p lang="${texts.language}">${one}</p>`)}<p lang="${texts.language}">${texts.own.ring(display)}<a class="app-tap" href="tel:${telephone.replaceAll(' ', '')}">${telephone}</a></p>`;
    const main = html`${everyText.map(inOne)}${whomToRingLink(publicUrl)}`;
    return documentOf(ownPageOf({ texts: usualTexts, ports: { publicUrl } }, title, main));
  },
});
