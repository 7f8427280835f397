import type { FhirResource } from 'fhir/r4.js';
import { notAnswered, occasions } from '../../contracts/measures/answers.ts';
import { isMeasure, type Measure, measureOf } from '../../functions/domain/measures/measures.ts';
import { scoresOf } from '../../functions/domain/measures/score.ts';
import type { Happening, Version } from './story.ts';

/** Codes and numbers in words: when, what came of each question, or why nothing did. */
const saysOf = ({ instrument, occasion, explained, answers, notAnswered: why }: Measure): string[] => [
  ...[instrument.title, occasions[occasion]],
  ...scoresOf(instrument, answers).map(({ code, value }) => `${code.display}: ${value}`),
  ...(why === undefined ? [] : [notAnswered[why]]),
  // Numbers of which nobody said what they are for say little (users.md S16).
  ...(explained || why !== undefined ? [] : [notAnswered['not-explained']]),
];

/** How the person said that they are, of a version that wrote it down; what was put right is told as it stands now. */
export const measuredIn = ({ version, at, actor }: Version, shown: readonly FhirResource[]): Happening[] =>
  shown
    .filter(isMeasure)
    .filter(({ status }) => status !== 'entered-in-error')
    .flatMap((response) => measureOf(response) ?? [])
    .map((measure) => ({
      ...{ version, at: measure.at === '' ? at : measure.at, by: actor.organisation, what: 'measured' },
      ...(actor.person === undefined ? {} : { person: actor.person }),
      ...{ said: saysOf(measure), texts: [] },
    }));
