import { mostOptions } from '../../../contracts/directory/capacity.ts';
import type { Ask, Known } from './ask.ts';
import type { Entry } from './entry.ts';
import { explain } from './explain.ts';
import { type Fit, fitOf, type Unfit } from './fit.ts';

export interface Ranked extends Fit {
  /** From 1. */
  readonly rank: number;
  readonly why: string;
}

export interface Ranking {
  /** Best first. The first was checked within 180 days, or there is none. */
  readonly options: readonly Ranked[];
  /** Fits, and nobody has checked it for so long that it must not come first: somebody rings before it is offered. */
  readonly toCheck: readonly Ranked[];
  /** How many fit altogether. */
  readonly fitting: number;
  /** How many do not, by the first reason. */
  readonly left: Readonly<Partial<Record<Unfit, number>>>;
}

/**
 * What may be offered to somebody, best first. The order: checked lately; more of what was asked for; access known; a day that
 * suits; nearer; known to have room; fewer sent there lately; then whose turn it is. Nothing of the person but what is asked is read,
 * so that no risk of theirs can keep them from a setting here.
 */
export const rank = (entries: readonly Entry[], ask: Ask, known: Known, most: number = mostOptions): Ranking => {
  const left: Partial<Record<Unfit, number>> = {};
  const fits: Fit[] = [];
  for (const entry of entries) {
    const fit = fitOf(entry, ask, known);
    if (typeof fit === 'string') left[fit] = (left[fit] ?? 0) + 1;
    else fits.push(fit);
  }
  const keyed = fits.map((fit) => ({ fit, order: orderOf(fit, known) }));
  keyed.sort((a, b) => inOrder(a.order, b.order));
  const sorted = keyed.map(({ fit }) => fit);
  const shown = sorted.slice(0, most).map((fit, at) => ({ ...fit, rank: at + 1, why: explain(fit, ask, known) }));
  const hasFresh = shown[0]?.stale === false;
  return { options: hasFresh ? shown : [], toCheck: hasFresh ? [] : shown, fitting: fits.length, left };
};

const orderOf = (fit: Fit, known: Known): readonly number[] => [
  ...[Number(fit.stale), fit.needsUnmet, fit.accessUnknown, fit.day, fit.band, fit.room],
  ...[known.load?.(fit.entry) ?? 0, turnOf(known.turn, fit.entry.key)],
];

const inOrder = (a: readonly number[], b: readonly number[]): number => {
  const at = a.findIndex((number, i) => number !== b[i]);
  return at < 0 ? 0 : (a[at] ?? 0) - (b[at] ?? 0);
};

/** FNV-1a with a last stir: equals are shuffled anew with every turn, so that each is as often first as any other. */
const turnOf = (turn: string, key: string): number => {
  let hash = 0x811c9dc5;
  for (const sign of `${turn}#${key}`) hash = Math.imul(hash ^ (sign.codePointAt(0) ?? 0), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x45d9f3b);
  hash = Math.imul(hash ^ (hash >>> 15), 0x119de1f3);
  return (hash ^ (hash >>> 16)) >>> 0;
};
