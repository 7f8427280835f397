import { type Circumstance, circumstances, isCircumstance } from '../../../../contracts/lifecycle/circumstances.ts';
import { callAskedBy, isCallAskedBy } from '../../../../contracts/lifecycle/please-call.ts';
import { callsIn, isOpenCall } from '../../../domain/call/calls.ts';
import { isConfirmed, isOpen, type Report, reportsIn } from '../../../domain/circumstance/circumstances.ts';
import { ok, refuse } from '../../../domain/result.ts';
import { askCall } from '../../../usecases/ask-call.ts';
import type { FormField } from '../../forms/fields.ts';
import { words } from '../../words/words.ts';
import type { Act, Doing } from './act.ts';
import { idOf, isAbout, partOf } from './part-of.ts';
import { rang } from './rang.ts';

const { circumstance: says } = words.worklist;
const reportable = Object.fromEntries(Object.entries(circumstances).map(([code, { display }]) => [code, display]));
const isOver = ({ status }: { status: string }): boolean => ['draft', 'entered-in-error'].includes(status);
const review: FormField = { name: 'review', is: 'date', label: says.review, hint: says.reviewHint };

/** What became known of the person; everything that would go to them stops at once. */
const reportAct: Act = {
  name: 'report',
  title: () => says.report,
  offers: ({ referral }) => (isOver(referral.task) ? [] : [{ about: 't1', says: says.report }]),
  fields: () => [
    { name: 'what', is: 'one', label: says.what, choices: reportable, needed: true },
    { name: 'confirmed', is: 'tick', label: says.sure },
    review,
  ],
  actions: (doing, values) => {
    const circumstance: string = values.what ?? '';
    if (!isCircumstance(circumstance)) return refuse('invalid-input');
    return ok([
      {
        ...{ kind: 'report-circumstance', task: idOf(doing), circumstance, by: doing.desk.person.person.name },
        ...(values.confirmed === 'yes' ? { confirmed: true } : {}),
        ...(values.review ? { reviewDate: values.review } : {}),
      },
    ]);
  },
  fieldOf: ({ code }) => (code === 'review-date-missing' ? 'review' : 'what'),
};

const reportAbout = (doing: Doing): Report | undefined =>
  reportsIn(doing.referral).find(({ communication }) => isAbout(communication, doing));

/** What can be said of a report as it stands: contracts/coordinators, 3. */
const answersTo = (report: Report | undefined): Readonly<Record<string, string>> => {
  if (!report) return {};
  const passes = isConfirmed(report) && circumstances[report.circumstance satisfies Circumstance].passes;
  return {
    ...(isOpen(report) ? { confirmed: says.confirmed } : {}),
    wrong: says.wrong,
    ...(passes ? { over: says.over } : {}),
  };
};
const isAnswer = (as: string): as is 'confirmed' | 'wrong' | 'over' => ['confirmed', 'wrong', 'over'].includes(as);

const settleAct: Act = {
  name: 'settle',
  title: () => says.settle,
  offers: ({ referral }) =>
    reportsIn(referral)
      .filter((report) => isOpen(report) || isConfirmed(report))
      .map(({ communication, circumstance }) => ({
        about: partOf(communication.id),
        says: says.settleOf(circumstances[circumstance].display),
      })),
  fields: (doing) => [
    { name: 'as', is: 'one', label: says.settle, choices: answersTo(reportAbout(doing)), needed: true },
    review,
  ],
  basis: (doing) => ({ type: 'Communication', id: idOf(doing) }),
  actions: (doing, { as = '', review: date }) =>
    isAnswer(as)
      ? ok([
          {
            ...{ kind: 'settle-circumstance', communication: idOf(doing), as },
            ...(date ? { reviewDate: date } : {}),
          },
        ])
      : refuse('invalid-input'),
  fieldOf: ({ code }) => (code === 'review-date-missing' ? 'review' : 'as'),
};

/** Not well: somebody who cares for the person is to call. Codes alone, as nobody gives advice here (issue 6, 8). */
const pleaseCallAct: Act = {
  name: 'please-call',
  title: () => says.call,
  offers: ({ referral }) => (isOver(referral.task) ? [] : [{ about: 't1', says: says.call }]),
  fields: () => [
    { name: 'asks', is: 'one', label: says.asks, choices: callAskedBy, needed: true },
    { name: 'soon', is: 'one', label: says.soon, hint: says.soonHint, choices: says.soons, needed: true },
  ],
  actions: async (doing, { asks, soon }) => {
    if (!isCallAskedBy(asks)) return refuse('invalid-input');
    const { desk, referral } = doing;
    const said = { task: idOf(doing), askedBy: asks, urgent: soon === 'urgent', by: desk.person.person.name };
    const asked = await askCall(desk)(said)(referral);
    return asked.ok ? ok([asked.value]) : asked;
  },
};

/** Whoever cares for the person was rung, and has read it. */
const callReadAct: Act = {
  name: 'call-read',
  title: () => says.callRead,
  offers: ({ referral }) =>
    callsIn(referral)
      .filter(isOpenCall)
      .map(({ record }) => ({ about: partOf(record.id), says: says.callRead })),
  ...rang,
};

export const circumstanceActs: readonly Act[] = [settleAct, callReadAct, reportAct, pleaseCallAct];
