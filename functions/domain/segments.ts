import type { TaskOutput } from 'fhir/r4.js';
import {
  isSegment,
  isSegmentRule,
  type SegmentCode,
  type SegmentRule,
  type SupportLevel,
  supportLevels,
  thisSegments,
} from '../../contracts/areas/this-segments.ts';
import { extensions, systems } from '../../contracts/systems.ts';
import { isDate, today } from './calendar.ts';
import { codeIn, concept, isOutput, outputType } from './coding.ts';
import { isGuarded } from './contact/guarded.ts';
import type { Referral } from './referral.ts';
import type { Refusal } from './result.ts';
import { isSomebodysName } from './said/correspondence.ts';

/** One of the quadrants: by which rule, on which day, by whom. */
export interface Segment {
  readonly code: SegmentCode;
  readonly rule: SegmentRule;
  /** Calendar date. */
  readonly date: string;
  readonly by: string;
}

const partsOf = ({ valueCodeableConcept }: TaskOutput) =>
  valueCodeableConcept?.extension?.find(({ url }) => url === extensions.segment)?.extension ?? [];

const segmentIn = (output: TaskOutput): Segment | undefined => {
  const part = (name: string) => partsOf(output).find(({ url }) => url === name);
  const code = codeIn(systems.segment, output.valueCodeableConcept);
  const [rule, date, by] = [part('rule')?.valueCode, part('date')?.valueDate ?? '', part('by')?.valueString ?? ''];
  return isSegment(code) && isSegmentRule(rule) && isDate(date) && isSomebodysName(by)
    ? { code, rule, date, by }
    : undefined;
};

/** As an output of T1. */
export const segmentOutput = ({ code, rule, date, by }: Segment): TaskOutput => ({
  type: outputType('segment'),
  valueCodeableConcept: {
    ...concept(systems.segment, code, thisSegments.quadrants[code].display),
    extension: [
      {
        url: extensions.segment,
        extension: [
          { url: 'rule', valueCode: rule },
          { url: 'date', valueDate: date },
          { url: 'by', valueString: by },
        ],
      },
    ],
  },
});

/** The newest; undefined of whom nobody has put into one. */
export const segmentOf = ({ task }: Referral): Segment | undefined =>
  (task.output ?? [])
    .filter((output) => isOutput(output, 'segment'))
    .map(segmentIn)
    .findLast((one) => one !== undefined);

const more = (a: SupportLevel, b: SupportLevel): SupportLevel =>
  supportLevels.indexOf(a) > supportLevels.indexOf(b) ? a : b;

/** What somebody is offered at the least. A flag adds to it; nothing here is read by a deadline, a rank or a refusal. */
export const supportFor = (referral: Referral): SupportLevel => {
  const segment = segmentOf(referral);
  const least = segment ? thisSegments.quadrants[segment.code].support : thisSegments.unsegmented;
  return isGuarded(referral) ? more(least, thisSegments.flagged) : least;
};

/** What is wrong with segments among outputs that somebody adds. */
export const segmentFaults = (outputs: readonly TaskOutput[], now: string): Refusal[] =>
  outputs
    .filter((output) => isOutput(output, 'segment'))
    .filter((output) => (segmentIn(output)?.date ?? '9999') > today(now))
    .map(() => ({
      code: 'invalid-input',
      expression: 'Task.output',
      diagnostics: `a code of ${systems.segment}, with extension ${extensions.segment}: rule, date (not in the future), by (a name)`,
    }));
