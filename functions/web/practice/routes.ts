import type { Area } from '../../../contracts/areas/area.ts';
import { reachOf } from '../../../contracts/authority/roles.ts';
import { listing } from '../../../contracts/authority/staff.ts';
import { roleOf } from '../../domain/parties.ts';
import { ok, type Refusal, refuse } from '../../domain/result.ts';
import { tellsDanger } from '../../domain/said/heed-danger.ts';
import { mostCharacters } from '../../domain/text-limits.ts';
import { identityOf } from '../../fhir/request-identity.ts';
import type { Reply, Route, SignedIn } from '../../http/request.ts';
import type { SignedInPerson } from '../../identity/people/signed-in-person.ts';
import { actOnReferral } from '../../usecases/act-on-referral.ts';
import type { ActPorts } from '../../usecases/act-with.ts';
import type { Participants } from '../../usecases/ports.ts';
import type { WorklistPage, WorklistQuestion } from '../../views/worklist.ts';
import { type SentForm, seeOther } from '../forms/form.ts';
import { hasProblems, type Problems } from '../forms/problems.ts';
import { textIn } from '../forms/typed.ts';
import type { Page } from '../page.ts';
import { ownPageOf, type PersonPorts, personForm, personPage } from '../people/person-page.ts';
import { words } from '../words/words.ts';
import { readingOf, writingOf } from './acts.ts';
import { findSeen, type Seen, seenBy } from './found.ts';
import { listPage, practicePath } from './list-page.ts';
import { messagesFor } from './messages.ts';
import { answerField, onePage, type Typed } from './one-page.ts';
import { toReadBy } from './to-read.ts';

export interface PracticePorts extends PersonPorts, ActPorts {
  readonly participants: Participants;
  readonly area: Area;
  readonly worklist: (question: WorklistQuestion) => Promise<WorklistPage>;
  readonly references: (reference: string) => Promise<readonly string[]>;
}

const { practice: says, forms } = words;
const onAPage = 20;
const nothing: Typed = { fields: {}, problems: {} };

/** Lists show all that an organisation sees: whoever sees less finds one by its reference (contracts/authority/staff.ts). */
const mayList = ({ role }: SignedInPerson): boolean => listing.some((deed) => reachOf(role, deed) !== undefined);

/** What somebody writes: into which field, by whom, and what else is wrong on the page. */
interface Said {
  readonly kind: 'question' | 'note' | 'answer';
  readonly field: string;
  readonly by: string;
  readonly answers?: string;
  readonly more?: Problems;
}

const wrongIn = (text: string): string | undefined =>
  text === '' ? says.empty : text.length > mostCharacters ? forms.tooLong(mostCharacters) : undefined;

const refusedWords = ([first]: readonly [Refusal, ...Refusal[]]): string => {
  if (first.code === 'ended') return says.recalled;
  return first.expression?.includes('payload') ? says.markup : says.cannot;
};

/** What whoever told the service of somebody sees of it, and what they say to the service: rules of software, words of people. */
export const practiceRoutes = (ports: PracticePorts): readonly Route[] => {
  const { publicUrl } = ports;

  const listed = async ({ query, principal }: SignedIn) => {
    const which = query.get('list') === 'ended' ? 'ended' : 'open';
    const { organisation } = principal.actor;
    const from = query.get('from');
    const page = await ports.worklist({
      ...{ organisation, ended: which === 'ended', newestFirst: true, limit: onAPage },
      ...(from ? { from } : {}),
    });
    const loaded = await Promise.all(page.rows.map(({ referral }) => ports.ledger.load(referral)));
    const seen = loaded.flatMap((one) => (one ? (seenBy(one.referral, principal.actor) ?? []) : []));
    return { which, seen, ...(page.next ? { next: page.next } : {}) } as const;
  };

  const shown = async (request: SignedIn, seen: Seen, typed: Typed): Promise<Page> => {
    const messages = await messagesFor(ports, seen.referral, request.principal.actor);
    return onePage(request, { publicUrl, seen, messages, typed });
  };

  const find = ({ params: { reference = '' }, principal }: SignedIn): Promise<Seen | undefined> =>
    findSeen(ports, reference, principal.actor);

  /** Something written: sent, or the page again with what was typed and why not. */
  const write = async (form: SentForm, { more = {}, ...said }: Said): Promise<Reply> => {
    const seen = await find(form);
    if (!seen) return refuse('not-found');
    const text = textIn(form.fields[said.field]);
    const wrong = wrongIn(text);
    const problems = { ...(wrong ? { [said.field]: wrong } : {}), ...more };
    const again = async (why: Problems): Promise<Reply> =>
      ownPageOf(form, await shown(form, seen, { fields: form.fields, problems: why }), 422);
    if (hasProblems(problems)) return again(problems);
    const action = writingOf(seen.referral, { ...said, text });
    const { actor } = form.principal;
    const acted = await actOnReferral(ports)({
      ...{ referral: seen.referral.id, actor, request: identityOf(form) },
      action: (state) => (roleOf(state, actor.organisation) === 'partner' ? refuse('not-found') : ok(action)),
    });
    if (!acted.ok) return again({ [said.field]: refusedWords(acted.refusals) });
    const how = tellsDanger(action) ? 'danger' : 'done';
    return seeOther(`${publicUrl}${practicePath}/${seen.referral.reference}?said=${how}`);
  };

  const one = `${practicePath}/{reference}`;
  const needs = ['see-receipt'] as const;
  return [
    personPage(ports, practicePath, needs, async (request, person) => {
      const typed = request.query.get('reference') ?? undefined;
      const found = typed === undefined ? undefined : await findSeen(ports, typed, request.principal.actor);
      if (found) return shown(request, found, nothing);
      const list = mayList(person) ? await listed(request) : undefined;
      const isFirst = list !== undefined && !request.query.has('from');
      const unread = isFirst ? await toReadBy(ports, request.principal.actor) : {};
      return listPage({
        publicUrl,
        request,
        ...unread,
        listed: list,
        ...(typed === undefined ? {} : { missed: typed }),
      });
    }),
    personPage(ports, one, needs, async (request) => {
      const seen = await find(request);
      if (!seen) return refuse('not-found');
      const said = (['done', 'danger'] as const).find((how) => how === request.query.get('said'));
      return shown(request, seen, { ...nothing, ...(said ? { said } : {}) });
    }),
    personForm(ports, `${one}/answer`, ['message'], (form, { person }) => {
      const { message: answers = '' } = form.fields;
      return write(form, { kind: 'answer', field: answerField(answers), answers, by: person.name });
    }),
    personForm(ports, `${one}/write`, ['message'], (form, { person }) => {
      const { kind } = form.fields;
      const isKind = kind === 'question' || kind === 'note';
      const more: Problems = isKind ? {} : { kind: says.chooseKind };
      return write(form, { kind: isKind ? kind : 'note', field: 'text', by: person.name, more });
    }),
    personForm(ports, `${one}/read`, ['acknowledge'], async (form, { person }) => {
      const seen = await find(form);
      const { message = '' } = form.fields;
      if (!seen) return refuse('not-found');
      const { actor } = form.principal;
      const acted = await actOnReferral(ports)({
        ...{ referral: seen.referral.id, actor, request: identityOf(form), action: readingOf(message, person.name) },
      });
      const back = form.fields.back === 'list' ? practicePath : `${practicePath}/${seen.referral.reference}`;
      return acted.ok ? seeOther(`${publicUrl}${back}`) : acted;
    }),
  ];
};
