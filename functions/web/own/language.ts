import type { AreaService } from '../../../contracts/areas/area.ts';
import type { Language } from '../../http/respond.ts';
import { ownPath } from '../../identity/links/person-link.ts';
import { html } from '../html.ts';
import { documentOf } from '../page.ts';
import { everyText, usualTexts } from '../words/texts.ts';
import { whomToRingLink } from '../worried/link.ts';
import { ownPageOf } from './visit.ts';

/** How the person's page says no: the same whatever is wrong with a link, in every language, as nobody knows who looks. */
export const ownLanguage = (usual: Language, publicUrl: string, { telephone, display }: AreaService): Language => ({
  ...usual,
  render: (issues, exchange, status) =>
    exchange.path.startsWith(`${ownPath}/`) && (status === 401 || status === 404)
      ? documentOf(
          ownPageOf(
            { texts: usualTexts, ports: { publicUrl } },
            usualTexts.own.closed,
            html`${everyText.map(({ language, own }) => html`<p lang="${language}">${own.closedSays}</p><p lang="${language}">${own.ring(display)}<a class="app-tap" href="tel:${telephone.replaceAll(' ', '')}">${telephone}</a></p>`)}${whomToRingLink(publicUrl)}`,
          ),
        )
      : usual.render(issues, exchange, status),
});
