import { registerTable } from '../../../mappings/partner/register-table.ts';
import { refuse } from '../../domain/result.ts';
import type { Reply, Route } from '../../http/request.ts';
import { partOf } from '../../partner/request-key.ts';
import { inParallel } from '../../runtime/in-parallel.ts';
import { type SentForm, seeOther } from '../forms/form.ts';
import { tableFile } from '../group/table-part.ts';
import { takeTable } from '../group/take-table.ts';
import { words } from '../words/words.ts';
import { answerWith, type Desk, staffForm, staffPage } from '../worklist/staff-page.ts';
import { sessionAddress } from './deed-button.ts';
import { type Done, isDeed, whatToAsk } from './deeds.ts';
import { type SessionList, sessionList } from './list.ts';
import type { SessionPorts } from './ports.ts';
import { printedList } from './print.ts';
import { answersIn, fieldOf, type Notice, sessionPage } from './session-page.ts';
import { isWord, writeDown } from './write-down.ts';

const { session: says } = words.confirming;
const path = '/staff/sessions/{link}';

const shown = async (
  ports: SessionPorts,
  desk: Desk,
  list: SessionList,
  notice?: Notice,
  status?: number,
): Promise<Reply> => answerWith(desk, await sessionPage(ports, desk, list, notice), status);

type Answer = (list: SessionList, desk: Desk) => Promise<Reply> | Reply;
const found =
  (ports: SessionPorts, answer: Answer) =>
  async (desk: Desk): Promise<Reply> => {
    const list = await sessionList(ports, desk);
    return list ? answer(list, desk) : refuse('not-found');
  };

const identityOf = ({ requestId: id, correlationId: correlation, bodyHash }: SentForm) => ({
  id,
  correlation,
  bodyHash,
});

/** What stands on the paper, one action for each person (DESIGN 7); whoever was left out is left as they are. */
const typed = async (ports: SessionPorts, desk: Desk, list: SessionList, form: SentForm): Promise<Reply> => {
  const write = writeDown(ports, form.principal.actor);
  const said = list.lines.flatMap((line) => {
    const word = form.fields[fieldOf(line)] ?? '';
    return isWord(word) ? [{ line, word }] : [];
  });
  const done = await inParallel(said, 8, ({ line, word }) => write(partOf(identityOf(form), line.task), line, word));
  const lost = said.filter((_, n) => done[n]?.ok === false).map(({ line }) => line.who);
  const gone = answersIn(form.fields).filter((name) => !list.lines.some((line) => fieldOf(line) === name)).length;
  const now = (await sessionList(ports, desk)) ?? list;
  const faults = [...(lost.length > 0 ? [says.notSaved(lost.join(', '))] : []), ...(gone > 0 ? [says.gone(gone)] : [])];
  return faults.length === 0
    ? shown(ports, desk, now, { says: words.confirming.table.saved(said.length) })
    : shown(ports, desk, now, { says: faults.join(' ') }, 422);
};

const fromTable = async (ports: SessionPorts, desk: Desk, list: SessionList, form: SentForm): Promise<Reply> => {
  const sent = form.fields.table ?? '';
  const taken = await takeTable(sent, list, identityOf(form), writeDown(ports, form.principal.actor));
  const now = (await sessionList(ports, desk)) ?? list;
  return shown(ports, desk, now, { taken: { ...taken, sent } }, taken.faults.length > 0 ? 422 : 200);
};

const did =
  (ports: SessionPorts) =>
  async (desk: Desk, form: SentForm): Promise<Reply> => {
    const list = await sessionList(ports, desk);
    if (!list) return refuse('not-found');
    const { do: what = '' } = form.fields;
    if (what === 'answers') return typed(ports, desk, list, form);
    if (what === 'table') return fromTable(ports, desk, list, form);
    if (!isDeed(what)) return refuse('not-found');
    const asked = whatToAsk(what, list, form);
    if (asked) await ports.ask(asked);
    return seeOther(`${sessionAddress(desk.publicUrl, list.link)}?did=${what}`);
  };

const doneIn = ({ request }: Desk): Notice => {
  const what = request.query.get('did') ?? '';
  return isDeed(what) ? { says: says.did[what satisfies Done] } : {};
};

/** One session of a group, for people of the coordinator. */
export const sessionRoutes = (ports: SessionPorts): readonly Route[] => [
  staffPage(
    ports,
    path,
    found(ports, (list, desk) => shown(ports, desk, list, doneIn(desk))),
  ),
  staffForm(ports, path, did(ports)),
  staffPage(
    ports,
    `${path}/print`,
    found(ports, (list, desk) => answerWith(desk, printedList(ports, desk, list))),
  ),
  staffPage(
    ports,
    `${path}/table.csv`,
    found(ports, (list) => tableFile(registerTable(list))),
  ),
];
