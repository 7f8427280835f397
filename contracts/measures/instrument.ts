import type { Code } from '../areas/area.ts';

/** One question: an answer is a number from `low` to `high`. */
export interface Item {
  readonly linkId: string;
  readonly low: number;
  readonly high: number;
  /** What the number says, where no licence forbids to write it down. */
  readonly text?: string;
  /** A higher number is worse: shown the other way round beside the others, and kept as it was said. */
  readonly reversedForDisplay?: true;
  /** Numbers with decimals. */
  readonly decimal?: true;
  /** What an answer to it is called as an Observation. */
  readonly code: Code;
}

/**
 * What becomes of the answers: `each` is an Observation of its own and nothing is summed; `sum-by-table` adds all of them, every
 * one is needed, and `table` says what the sum means: sum -> score.
 */
export type Scoring =
  | { readonly kind: 'each' }
  | { readonly kind: 'sum-by-table'; readonly code: Code; readonly table: Readonly<Record<number, number>> };

/** A questionnaire about how somebody is. Adding one needs no code: a file here, and a line in instruments.ts. */
export interface Instrument {
  /** Last part of its canonical, `Questionnaire/<code>`. */
  readonly code: string;
  readonly version: string;
  readonly title: string;
  readonly items: readonly Item[];
  /** What the numbers mean, as whoever asks says it. */
  readonly scale?: string;
  readonly scoring: Scoring;
  /** Whom it is for. */
  readonly askedOf: 'everybody' | 'mental-health';
  /** Everyone who is asked at the beginning is asked again this many calendar days later. */
  readonly exitAfterDays?: number;
  /** Without a number of one (area.measures.licences) it is not used: its owner's terms. */
  readonly licensed?: true;
  /** Whose it is and on what terms. */
  readonly terms: string;
}
