import { shownToCoordinator } from '../../../mappings/wellbeing/on-page.ts';
import { decide } from '../../domain/decide/decide.ts';
import { findResource } from '../../domain/referral.ts';
import { type Refusal, refuse } from '../../domain/result.ts';
import type { Answer, Reply } from '../../http/request.ts';
import { actOnReferral } from '../../usecases/act-on-referral.ts';
import { problemsIn } from '../forms/checked.ts';
import { drawFields, type FormField, type Values } from '../forms/fields.ts';
import { formMarks, type SentForm, seeOther } from '../forms/form.ts';
import { hasProblems, type Problems, problemSummary } from '../forms/problems.ts';
import { type Html, html } from '../html.ts';
import { component } from '../shell/render.ts';
import { words } from '../words/words.ts';
import type { Act, Doing } from './acts/act.ts';
import { actNamed } from './acts/every-act.ts';
import { personAddress } from './addresses.ts';
import { findPerson } from './find-person.ts';
import { namesIn } from './organisation-names.ts';
import { personHead } from './person-head.ts';
import { nameOf } from './person-name.ts';
import { inPlainWords } from './plain-refusals.ts';
import { risksAndNeeds } from './risks-and-needs.ts';
import { answerWith, type Desk } from './staff-page.ts';
import { changedSince } from './story.ts';

const { acts: says } = words.worklist;
/** Where a refusal is shown that is about no field. */
const whole = 'act';

interface Drawn {
  readonly values: Values;
  readonly problems: Problems;
  /** Before the form: what has changed, or why nothing was done. */
  readonly notice?: Html | undefined;
  readonly status?: number;
  /** What it would do was shown: the next time it is done. */
  readonly checked?: true;
}

const basisVersion = (act: Act, doing: Doing): string | undefined => {
  const basis = act.basis?.(doing);
  return basis && findResource(doing.referral, basis.type, basis.id)?.meta?.versionId;
};

const hidden = (name: string, value: string | undefined): Html | undefined =>
  value === undefined ? undefined : html`<input type="hidden" name="${name}" value="${value}">`;

/** Kept in the address, so that a page with a mistake on it still knows what was chosen. */
const chosenBefore = ({ keeps = [] }: Act, { desk }: Doing): string => {
  const kept = keeps.flatMap((name) => {
    const value = desk.request.query.get(name);
    return value === null ? [] : [[name, value] satisfies [string, string]];
  });
  return kept.length === 0 ? '' : `?${new URLSearchParams(kept)}`;
};

const formOf = (act: Act, doing: Doing, fields: readonly FormField[], { values, problems, checked }: Drawn): Html => {
  const { desk, about, referral } = doing;
  return html`<form id="${whole}" method="post" action="${personAddress(desk, referral)}/${act.name}${chosenBefore(act, doing)}" novalidate>
${formMarks(desk.request)}${hidden('about', about)}${hidden('version', basisVersion(act, doing))}${hidden('seen', String(referral.version))}
${hidden('checked', checked ? 'yes' : undefined)}
${drawFields(fields, values, problems)}
${component('button', { text: act.check && !checked ? says.look : says.send })}
</form>
<p><a class="app-tap" href="${personAddress(desk, referral)}">${says.back}</a></p>`;
};

/** On a telephone the form comes before the rest that is known of them: it says first whose it is. */
const whoFor = ({ referral, shown }: Doing): Html =>
  html`<p><strong>${nameOf(shown.patient)}</strong> ${referral.reference}</p>`;

const draw = async (act: Act, doing: Doing, drawn: Drawn): Promise<Answer> => {
  const fields = await act.fields(doing);
  const summary = problemSummary(drawn.problems);
  return answerWith(
    doing.desk,
    {
      title: act.title(doing),
      ...(summary ? { problems: summary } : {}),
      main: html`${whoFor(doing)}${drawn.notice}${await act.before?.(doing, drawn.values)}${formOf(act, doing, fields, drawn)}
${personHead(doing, doing.now)}
${risksAndNeeds(doing.shown)}`,
    },
    drawn.status,
  );
};

/** What somebody wrote into a form that does not fit any more: nothing typed is lost. */
const written = (values: Values): Html | undefined => {
  const texts = Object.entries(values).filter(
    ([name, text]) => !['about', 'version', 'seen', 'back', 'checked'].includes(name) && text !== '',
  );
  return texts.length === 0
    ? undefined
    : component('inset-text', {
        html: html`<h2>${says.wrote}</h2>${texts.map(([, text]) => html`<p class="app-words">${text}</p>`)}`,
      });
};

const isOffered = (act: Act, doing: Doing): boolean => act.offers(doing).some(({ about }) => about === doing.about);

const gone = (doing: Doing, values: Values, why?: Html): Answer =>
  answerWith(
    doing.desk,
    {
      title: words.refused.failed,
      main: html`<p>${says.gone}</p>${why}${written(values)}<p><a class="app-tap" href="${personAddress(doing.desk, doing.referral)}">${says.back}</a></p>`,
    },
    409,
  );

const doingOf = async (desk: Desk, about: string): Promise<{ act: Act; doing: Doing } | undefined> => {
  const found = await findPerson(desk);
  const act = actNamed(desk.request.params.act);
  return found && act && { act, doing: { ...found, desk, about, now: desk.request.now } };
};

/** The form of one act, for somebody who followed a button. */
export const actPage = async (desk: Desk): Promise<Reply> => {
  const about = desk.request.query.get('about');
  // Whoever had to sign in on the way comes without it: a form of something else would look the same.
  if (about === null) return seeOther(`${desk.publicUrl}/staff/people/${desk.request.params.reference}`);
  const found = await doingOf(desk, about);
  if (!found) return refuse('not-found');
  const { act, doing } = found;
  return isOffered(act, doing) ? draw(act, doing, { values: {}, problems: {} }) : gone(doing, {});
};

/** Which field each refusal is about, in plain words; those about none are about the whole. */
const problemsOf = async (act: Act, doing: Doing, refused: readonly Refusal[]): Promise<Problems> => {
  const nameOf = await namesIn(doing.desk.participants, doing.referral);
  const fields = await act.fields(doing);
  const problems: Record<string, string> = {};
  for (const refusal of refused) {
    const field = act.fieldOf?.(refusal);
    const at = fields.some(({ name }) => name === field) ? (field ?? whole) : whole;
    const said = inPlainWords(refusal, doing.referral, nameOf);
    problems[at] = problems[at] === undefined || problems[at] === said ? said : `${problems[at]} ${said}`;
  }
  return problems;
};

const refusedWith = async (
  act: Act,
  doing: Doing,
  { values, refused }: { values: Values; refused: readonly Refusal[] },
): Promise<Answer> => {
  const stale = refused.some(({ code }) => code === 'stale-version');
  const notice = stale ? await changedSince(doing, Number(values.seen)) : undefined;
  if (!isOffered(act, doing)) return gone(doing, values, notice);
  const problems = stale ? {} : await problemsOf(act, doing, refused);
  return draw(act, doing, { values, problems, notice, status: stale ? 412 : 422 });
};

const afterwards = ({ desk, referral }: Doing, act: Act, values: Values): Answer => {
  const isTakenOn = act.name === 'accept' && values.about === 't1';
  const did = isTakenOn ? 'take-on' : act.name === 'contact' && values.came ? values.came : act.name;
  const page = values.back === 'today' ? `${desk.publicUrl}/staff/today` : personAddress(desk, referral);
  return seeOther(`${page}?did=${encodeURIComponent(did)}`);
};

/** What would be refused anyway is not looked at first: everything that is wrong is said before. Nothing is written. */
const refusedAsItStands = async (act: Act, doing: Doing, values: Values): Promise<readonly Refusal[] | undefined> => {
  const planned = await act.actions(doing, values);
  const decided = planned.ok ? decide(doing.referral, planned.value, doing.actor, doing.now) : planned;
  return decided.ok ? undefined : decided.refusals;
};

/** The same use case as the APIs', and the same refusals: a second tap is a repeat, a page that is stale changes nothing. */
export const doAct = async (desk: Desk, form: SentForm): Promise<Reply> => {
  const values = form.fields;
  const found = await doingOf(desk, values.about ?? '');
  if (!found) return refuse('not-found');
  const { act, doing } = found;
  const problems = problemsIn(await act.fields(doing), values);
  if (hasProblems(problems)) return draw(act, doing, { values, problems, status: 422 });
  const preview = values.checked === 'yes' ? undefined : await act.check?.(doing, values);
  if (preview) {
    const refused = await refusedAsItStands(act, doing, values);
    if (refused) return refusedWith(act, doing, { values, refused });
    return draw(act, doing, { values, problems, notice: html`${preview}`, checked: true });
  }
  const basis = act.basis?.(doing);
  const acted = await actOnReferral(desk)({
    ...{ referral: doing.referral.id, actor: doing.actor },
    request: { id: form.requestId, correlation: form.correlationId, bodyHash: form.bodyHash },
    ...(basis && values.version ? { ifMatch: { ...basis, version: Number(values.version) } } : {}),
    action: async (state) => {
      const now = { ...doing, referral: state, shown: shownToCoordinator(state) };
      return isOffered(act, now) ? act.actions(now, values) : refuse('illegal-transition');
    },
  });
  if (acted.ok) return afterwards(doing, act, values);
  const newest = (await doingOf(desk, values.about ?? ''))?.doing ?? doing;
  return refusedWith(act, newest, { values, refused: acted.refusals });
};
