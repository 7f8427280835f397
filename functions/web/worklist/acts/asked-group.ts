import type { Consent, Extension, ServiceRequest, Task } from 'fhir/r4.js';
import { thisPolicy } from '../../../../contracts/areas/this-policy.ts';
import {
  type DecisionPart,
  isOwnDecision,
  isPermissionBasis,
} from '../../../../contracts/lifecycle/permission-bases.ts';
import { conditions, settings } from '../../../../contracts/lifecycle/risk-settings.ts';
import { extensions, systems } from '../../../../contracts/systems.ts';
import { wordingBase, wordingToday } from '../../../../contracts/wordings.ts';
import { today, workingDaysAfter } from '../../../domain/calendar.ts';
import { requestDetail } from '../../../domain/coding.ts';
import { organisation, type Referral, referenceTo } from '../../../domain/referral.ts';
import { isUnderWay } from '../../../domain/tasks/delegation.ts';
import { ticked, type Values } from '../../forms/fields.ts';
import type { Doing } from './act.ts';

const said = (value: string | undefined): string | undefined => (value?.trim() ? value.trim() : undefined);

/** A code of our own for what they are asked for, from its words: the permission names the same. */
const activityCoding = (activity: string) => ({
  system: systems.activity,
  code: activity
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 60),
  display: activity.trim(),
});

/** What the person was referred for and still is: a page does not ask which of it, and one that is withdrawn takes nothing else along. */
const stillAsked = ({ request, furtherNeeds }: Referral): readonly ServiceRequest[] => {
  const standing = [request, ...furtherNeeds].filter(isUnderWay);
  return standing.length > 0 ? standing : [request];
};

/** As a system of the coordinator sends it: contracts/examples/onward-request.json. */
export const requestOf = ({ referral }: Doing, { activity = '' }: Values): ServiceRequest => ({
  ...{ resourceType: 'ServiceRequest', status: 'active', intent: 'filler-order' },
  basedOn: stillAsked(referral).map((one) => ({ reference: referenceTo(one) })),
  code: { coding: [activityCoding(activity)] },
  subject: { reference: referenceTo(referral.patient) },
});

const considered = ({ desk }: Doing, values: Values): NonNullable<Task['extension']>[number] => ({
  url: extensions.risksConsidered,
  extension: [
    ...(said(values.judgement) ? [{ url: 'judgement', valueCode: values.judgement ?? '' }] : []),
    ...ticked(values, { name: 'setting', choices: settings }).map((valueCode) => ({ url: 'setting', valueCode })),
    ...ticked(values, { name: 'condition', choices: conditions }).map((valueCode) => ({ url: 'condition', valueCode })),
    { url: 'by', valueString: desk.person.person.name },
    ...(values.adult === 'yes' ? [{ url: 'adult', valueBoolean: true }] : []),
  ],
});

/** What comes after another is a draft until that one says no; and is looked at again in any case. */
const whenOf = ({ referral, now }: Doing, { when = 'now' }: Values): Pick<Task, 'status'> & { more: Extension[] } =>
  when === 'now'
    ? { status: 'requested', more: [] }
    : {
        status: 'draft',
        more: [
          { url: extensions.nextAfter, valueReference: { reference: `Task/${referral.id}.${when}` } },
          { url: extensions.reviewDate, valueDate: today(workingDaysAfter(now, thisPolicy.longestReview)) },
        ],
      };

export const taskOf = (doing: Doing, values: Values, partner: string): Task => {
  const words = (['reason', 'goal'] as const).flatMap((one) => {
    const text = said(values[one]);
    return text ? [{ type: requestDetail(`${one}-for-partner`), valueString: text }] : [];
  });
  const { referral, actor } = doing;
  const { status, more } = whenOf(doing, values);
  const extension = [...(partner === actor.organisation ? [] : [considered(doing, values)]), ...more];
  return {
    ...{ resourceType: 'Task', status, intent: 'order' },
    partOf: [{ reference: referenceTo(referral.task) }],
    for: { reference: referenceTo(referral.patient) },
    owner: organisation(partner),
    ...(extension.length > 0 ? { extension } : {}),
    ...(words.length > 0 ? { input: words } : {}),
  };
};

const decided = (values: Values, basis: string): Consent['extension'] => {
  const parts = (
    ['decided-by', 'role', 'consulted', 'assessed-by', 'reason'] as const satisfies readonly DecisionPart[]
  )
    .map((url) => ({ url, valueString: said(values[`decision-${url}`]) ?? '' }))
    .filter(({ valueString }) => valueString !== '');
  return basis === 'own'
    ? []
    : [{ url: extensions.decision, extension: [{ url: 'basis', valueCode: basis }, ...parts] }];
};

/** The person's word, or that of who decides for them, written down by whoever is signed in. */
export const consentOf = (doing: Doing, values: Values, partner: string): Consent => {
  const { referral, desk, now } = doing;
  const basis = values.basis ?? '';
  const own = !isPermissionBasis(basis) || isOwnDecision(basis);
  return {
    ...{ resourceType: 'Consent', status: 'active' },
    scope: { text: 'Sharing with the group' },
    category: [{ text: 'Sharing with the group' }],
    patient: { reference: referenceTo(referral.patient) },
    dateTime: said(values.given) ?? today(now),
    performer: [
      own ? { reference: referenceTo(referral.patient) } : { display: said(values['decision-decided-by']) ?? '' },
    ],
    policy: [{ uri: `${wordingBase}${wordingToday(today(now), 'sharing')}` }],
    extension: [
      { url: extensions.recordedBy, valueReference: { display: desk.person.person.name } },
      ...(decided(values, basis) ?? []),
    ],
    provision: {
      type: 'permit',
      actor: [{ role: { text: 'recipient' }, reference: organisation(partner) }],
      purpose: requestOf(doing, values).code?.coding ?? [],
    },
  };
};
