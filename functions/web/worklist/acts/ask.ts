import { permissionBases } from '../../../../contracts/lifecycle/permission-bases.ts';
import { conditions, judgements, settings } from '../../../../contracts/lifecycle/risk-settings.ts';
import { organisationCode } from '../../../../contracts/organisation-code.ts';
import { wordingBase, wordingOf, wordingToday } from '../../../../contracts/wordings.ts';
import { previewFor } from '../../../../mappings/partner/preview.ts';
import { today } from '../../../domain/calendar.ts';
import { statusOf } from '../../../domain/coding.ts';
import { permission } from '../../../domain/permission/permission.ts';
import { grownUp, hasReached } from '../../../domain/request/age.ts';
import { ok, type Refusal } from '../../../domain/result.ts';
import { askedOwner } from '../../../usecases/asked-owner.ts';
import type { FormField, Values } from '../../forms/fields.ts';
import { type Html, html } from '../../html.ts';
import { words } from '../../words/words.ts';
import { groupsAsked } from '../groups-asked.ts';
import type { Desk } from '../staff-page.ts';
import type { Act, Doing } from './act.ts';
import { consentOf, requestOf, taskOf } from './asked-group.ts';
import { chosenGroup, chosenPart, partnerIn, whenField } from './chosen-group.ts';

const { ask: says } = words.worklist;
const displays = <K extends string>(table: Readonly<Record<K, { readonly display: string }>>): Record<string, string> =>
  Object.fromEntries(Object.entries<{ display: string }>(table).map(([code, { display }]) => [code, display]));

const decisionFields: readonly FormField[] = (
  ['decided-by', 'role', 'consulted', 'assessed-by', 'reason'] as const
).map((part) => ({
  name: `decision-${part}`,
  is: 'line',
  label: says.decision[part],
  most: 500,
  under: says.decisionHint,
}));

/** What a group outside of care is asked with: the person's word, and the risks that somebody thought of. */
const careFields = ({ referral, now }: Doing): readonly FormField[] => {
  const known = hasReached(grownUp, referral.patient.birthDate ?? '', today(now));
  return [
    { name: 'basis', is: 'one', label: says.permission, hint: says.permissionHint, choices: displays(permissionBases) },
    { name: 'given', is: 'date', label: says.given, known: today(now) },
    ...decisionFields,
    { name: 'judgement', is: 'one', label: says.judgement, hint: says.judgementHint, choices: judgements },
    { name: 'setting', is: 'some', label: says.setting, choices: settings },
    { name: 'condition', is: 'some', label: says.condition, choices: conditions, under: says.conditionHint },
    ...(known === undefined ? [{ name: 'adult', is: 'tick', label: says.adult } as const] : []),
  ];
};

const wordsFields: readonly FormField[] = [
  { name: 'reason', is: 'text', label: says.reason, hint: says.reasonHint, most: 300 },
  { name: 'goal', is: 'text', label: says.goal, hint: says.reasonHint, most: 300 },
];

/** One that was not chosen on the page before: from those asked before, or by a code. */
const choiceFields = async (desk: Desk): Promise<readonly FormField[]> => [
  {
    ...({ name: 'partner', is: 'one', label: says.partner } as const),
    choices: { ...(await groupsAsked(desk)), [desk.person.organisation.organisation]: says.ourselves },
  },
  { name: 'code', is: 'line', label: says.code, hint: says.codeHint, most: 64 },
];

const fields = async (doing: Doing): Promise<readonly FormField[]> => {
  const { desk } = doing;
  const chosen = await chosenGroup(desk);
  const activity = desk.request.query.get('activity') ?? undefined;
  return [
    ...(chosen ? [] : await choiceFields(desk)),
    {
      ...({
        name: 'activity',
        is: 'line',
        label: says.activity,
        hint: says.activityHint,
        needed: true,
        most: 60,
      } as const),
      known: activity,
    },
    ...(await whenField(doing)),
    // What the agreement with a group does not show it is not asked for.
    ...(chosen && !chosen.readsWords ? [] : wordsFields),
    ...(chosen?.isOwn ? [] : careFields(doing)),
  ];
};

/** The words in which a person is asked, with who and what put in once that is chosen. */
const wording = (now: string, { organisation, activity }: { organisation: string; activity: string }): Html =>
  html`<h2>${says.wording}</h2><blockquote class="app-words"><p>${(wordingOf(`${wordingBase}${wordingToday(today(now), 'sharing')}`)?.says ?? '').replace('{organisation}', () => organisation).replace('{activity}', () => activity)}</p></blockquote>`;

/** One that was typed or chosen in the form itself; undefined: none yet, or none that the register knows. */
const typedGroup = async (doing: Doing, values: Values) => {
  const code = partnerIn(doing, values);
  return organisationCode.test(code) ? doing.desk.participants.organisation(code) : undefined;
};

/** What that partner will see of the person, by the very mapping that shows it (DESIGN 1, idea 4). */
const check = async (doing: Doing, values: Values): Promise<Html | undefined> => {
  const partner = await typedGroup(doing, values);
  if (!partner || partner.organisation === doing.actor.organisation) return undefined;
  const [request, task] = [requestOf(doing, values), taskOf(doing, values, partner.organisation)];
  const shown = {
    referral: doing.referral,
    onward: { request, task, meetings: [] },
    tier: partner.tier,
    now: doing.now,
  };
  const { issue } = previewFor(shown, partner.name);
  const lines = (issue[0]?.diagnostics ?? '').split('\n');
  return html`<section class="app-card"><h2>${says.preview(partner.name)}</h2><ul>${lines.map((line) => html`<li>${line.replace('through-the-hub', says.throughUs)}</li>`)}</ul><p>${says.previewSays}</p></section>`;
};

const fieldOfCode: Partial<Record<Refusal['code'], string>> = {
  'unknown-partner': 'partner',
  'already-asked': 'partner',
  'permission-missing': 'basis',
  'permission-incomplete': 'basis',
  'may-not-decide': 'basis',
  'risks-not-considered': 'judgement',
  'not-suitable': 'judgement',
  // Where a date of birth says that they are not 18, the form asks for no tick: then it is about the whole.
  'not-checked-for-minors': 'adult',
  'missing-element': 'activity',
};

/** Asks a group to meet the person: the group, what for, what it is told, the permission and the risks, in one version. */
export const askAct: Act = {
  name: 'ask',
  begins: 'groups',
  keeps: ['partner', 'activity'],
  title: () => says.title,
  offers: ({ referral }) =>
    ['accepted', 'in-progress'].includes(statusOf(referral.task)) ? [{ about: 't1', says: says.title }] : [],
  fields,
  before: async (doing, values) => {
    const { desk, referral, now } = doing;
    const chosen = await chosenGroup(desk);
    const typed = chosen ? undefined : await typedGroup(doing, values);
    const activity = values.activity || desk.request.query.get('activity') || says.notChosen.activity;
    const asked = { organisation: chosen?.name ?? typed?.name ?? says.notChosen.organisation, activity };
    return html`${chosen ? chosenPart(desk, referral, chosen) : undefined}${chosen?.isOwn ? undefined : wording(now, asked)}`;
  },
  check,
  actions: async (doing, values) => {
    const partner = partnerIn(doing, values);
    if (!organisationCode.test(partner)) return { ok: false, refusals: [{ code: 'unknown-partner' }] };
    const [request, task] = [requestOf(doing, values), taskOf(doing, values, partner)];
    const of = { patient: doing.referral.patient, now: doing.now };
    const stands = permission(doing.referral.consents, partner, request, of) !== undefined;
    const consents =
      partner === doing.actor.organisation || (stands && !values.basis) || !values.basis
        ? []
        : [consentOf(doing, values, partner)];
    return ok([{ kind: 'request-onward', request, task, consents, ...(await askedOwner(doing.desk, task.owner)) }]);
  },
  fieldOf: ({ code, expression }) => (expression === 'Task.input' ? 'reason' : fieldOfCode[code]),
};
