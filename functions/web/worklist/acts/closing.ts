import type { TaskOutput } from 'fhir/r4.js';
import { isNeed, needs } from '../../../../contracts/directory/needs.ts';
import { type Outcome, outcomes } from '../../../../contracts/lifecycle/codes.ts';
import type { TaskLevel } from '../../../../contracts/lifecycle/transitions.ts';
import { systems } from '../../../../contracts/systems.ts';
import { concept, outputType } from '../../../domain/coding.ts';
import { decide } from '../../../domain/decide/decide.ts';
import type { Refusal } from '../../../domain/result.ts';
import type { FormField, Values } from '../../forms/fields.ts';
import { type Html, html } from '../../html.ts';
import { folded } from '../../shell/folded.ts';
import { words } from '../../words/words.ts';
import { namesIn } from '../organisation-names.ts';
import { inPlainWords } from '../plain-refusals.ts';
import { outcomeWords } from '../said-plainly.ts';
import type { Doing } from './act.ts';

const { acts: says } = words.worklist;
const isOutcome = (code: string): code is Outcome => Object.hasOwn(outcomes, code);
const codes = Object.keys(outcomes).filter(isOutcome);

const fields = (level: TaskLevel, { desk: _ }: Doing): readonly FormField[] =>
  level === 'referral'
    ? [
        { name: 'outcome', is: 'one', label: says.outcome, choices: outcomeWords, needed: true },
        { name: 'need', is: 'text', label: says.unmetNeed, hint: says.unmetNeedHint, most: 500 },
        {
          ...({ name: 'kind', is: 'one', label: words.suggest.unmetKind, under: words.suggest.unmetKind } as const),
          choices: Object.fromEntries(Object.entries(needs).map(([code, { display }]) => [code, display])),
        },
      ]
    : [{ name: 'note', is: 'text', label: says.doneNote, most: 500, needed: true }];

const outputs = (level: TaskLevel, { outcome = '', need = '', kind = '', note = '' }: Values): TaskOutput[] =>
  level === 'referral'
    ? [
        { type: outputType('outcome'), valueCodeableConcept: concept(systems.outcome, outcome) },
        ...(need.trim() === '' ? [] : [{ type: outputType('unmet-need'), valueString: need.trim() }]),
        // By its code, so that it can be counted; in words of its own above.
        ...(isNeed(kind)
          ? [{ type: outputType('unmet-need'), valueCodeableConcept: concept(systems.need, kind, needs[kind].display) }]
          : []),
      ]
    : [{ type: outputType('note'), valueString: note.trim() }];

/** The rules themselves say, before anybody tries, what would be refused: `decide` is pure, so it can simply be asked. */
const refusedAs = ({ referral, actor, now, about }: Doing, outcome: Outcome): readonly Refusal[] => {
  const task = `${referral.id}.${about}`;
  // A need that is not written yet is asked for in the form.
  const given = outputs('referral', { outcome, ...(outcome === 'no-service-available' ? { need: '…' } : {}) });
  const decided = decide(referral, { kind: 'update-task', task, to: 'completed', outputs: given }, actor, now);
  return decided.ok ? [] : decided.refusals;
};

const before = async (doing: Doing): Promise<Html | undefined> => {
  if (doing.about !== 't1') return undefined;
  const nameOf = await namesIn(doing.desk.participants, doing.referral);
  const found = codes.map((code) => ({
    code,
    missing: refusedAs(doing, code).map((refusal) => inPlainWords(refusal, doing.referral, nameOf)),
  }));
  const always = found[0]?.missing.filter((one) => found.every(({ missing }) => missing.includes(one))) ?? [];
  const may = found.filter(({ missing }) => missing.length === 0);
  return html`${
    always.length > 0
      ? html`<h2>${says.cannotClose}</h2><ul>${always.map((one) => html`<li>${one}</li>`)}</ul>`
      : html`<p>${says.mayClose}</p><ul>${may.map(({ code }) => html`<li>${outcomeWords[code]}</li>`)}</ul>`
  }
${folded(
  says.whyNotOthers,
  html`<dl>
${found
  .map(({ code, missing }) => ({ code, own: missing.filter((one) => !always.includes(one)) }))
  .filter(({ own }) => own.length > 0)
  .map(({ code, own }) => html`<dt>${outcomeWords[code]}</dt><dd>${own.join('. ')}</dd>\n`)}
</dl>`,
)}`;
};

/** What is asked when something is closed, and what is said before. */
export const closing = { fields, outputs, before };
