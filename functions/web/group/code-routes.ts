import type { ApiRequest, Reply, Route } from '../../http/request.ts';
import { seeOther } from '../forms/form.ts';
import { openFormRoute, openMarks } from '../forms/open-form.ts';
import { html } from '../html.ts';
import { component } from '../shell/render.ts';
import { words } from '../words/words.ts';
import { whomToRingLink } from '../worried/link.ts';
import { withFields } from './opened.ts';
import type { GroupPorts } from './ports.ts';

const { code: says } = words.confirming;

/** What the square on a printed list leads to: `{link}` names the session and opens nothing. */
const codePath = '/l/code/{link}';

const codePage = async (ports: GroupPorts, request: ApiRequest, isWrong: boolean): Promise<Reply> => {
  const { publicUrl, service } = ports;
  const { display, telephone } = service;
  return withFields(
    {
      ...{ publicUrl, title: says.title },
      main: html`${isWrong ? html`<p role="alert"><strong>${says.wrong}</strong></p>` : undefined}<p>${says.says}</p>
<form method="post" action="${publicUrl}${request.path}">${openMarks(await ports.hash(), request.path, request.now)}
${component('input', { id: 'code', name: 'code', label: { text: says.label }, classes: 'nhsuk-input--width-10', inputmode: 'numeric', autocomplete: 'off' })}
${component('button', { text: says.send })}</form>
<p>${words.group.ring(display)}<a class="app-tap" href="tel:${telephone.replaceAll(' ', '')}">${telephone}</a></p>
${whomToRingLink(publicUrl)}`,
    },
    isWrong ? 422 : 200,
  );
};

/** The same page for a session that there is and for one that there is not: a guess learns nothing. */
export const codeRoutes = (ports: GroupPorts): readonly Route[] => [
  { method: 'GET', path: codePath, open: true, handle: (request) => codePage(ports, request, false) },
  openFormRoute({
    ...{ path: codePath, publicUrl: ports.publicUrl, hash: ports.hash },
    handle: async (form) => {
      const code = (form.fields.code ?? '').replaceAll(/\s/g, '');
      const token = form.isStale ? undefined : await ports.openByCode(form.params.link ?? '', code, form.now);
      return token === undefined ? codePage(ports, form, true) : seeOther(`${ports.publicUrl}/l/${token}`);
    },
  }),
];
