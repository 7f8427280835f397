import { generate } from 'lean-qr';
import { toSvgSource } from 'lean-qr/extras/svg';
import type { Area } from '../../../contracts/areas/area.ts';
import type { Participant } from '../../usecases/ports.ts';
import { Html, html } from '../html.ts';
import type { Page } from '../page.ts';
import { startPath } from '../people/start-page.ts';
import { words } from '../words/words.ts';
import { posterPath } from './poster-pages.ts';

export const printPath = `${startPath}/poster`;

const { poster: says } = words;

/** A picture in the page itself: nothing is fetched. It holds the address alone. */
const square = (address: string): Html =>
  new Html(toSvgSource(generate(address), { xmlDeclaration: false }).replace('<svg ', '<svg aria-hidden="true" '));

/** The poster of a practice, to print: what it is, the square, and for whoever has no such telephone the address and a number. */
export const printPage = ({ organisation, name }: Participant, { service }: Area, publicUrl: string): Page => {
  const address = `${publicUrl}${posterPath(organisation)}`;
  return {
    ...{ publicUrl, title: says.printTitle },
    home: { href: `${publicUrl}${startPath}`, says: words.refused.home },
    main: html`<p>${says.printSays}</p>
<div class="app-poster">
<h2>${says.headline}</h2>
<p>${words.poster.intro(service.display, name)}</p>
<p><strong>${says.point}</strong></p>
<div class="app-square" role="img" aria-label="${says.square(address)}">${square(address)}</div>
<p>${says.orType} <strong>${address}</strong></p>
<p>${says.orRing(service.telephone)}</p>
</div>`,
  };
};
