import type { Endpoint, Misbehaviour } from '../county/endpoint.ts';
import type { Dice } from '../harness/dice.ts';
import type { Injected } from '../harness/injected.ts';
import { answerFaults } from './answer-faults.ts';

/** One of the first so many arrivals anywhere is struck by each kind, so that a short run knows all of them. */
const soon = 120;

/** By the dice, for each arrival at each server; what costs real seconds only so many times. */
export const wrongAnswers = (dice: Dice, injected: Injected): ((endpoint: Endpoint) => Misbehaviour | undefined) => {
  let all = 0;
  return ({ organisation, arrivals }) => {
    const nth = arrivals.length;
    all += 1;
    const kind = Object.keys(answerFaults).find((name) => {
      const { rate, most } = answerFaults[name] ?? { rate: 0 };
      if (most !== undefined && injected.total(name) >= most) return false;
      return all === dice.whole(1, soon, name, 'first') || dice.chance(rate, name, organisation, nth);
    });
    const fault = kind === undefined ? undefined : answerFaults[kind];
    if (kind === undefined || !fault) return undefined;
    injected.add(kind, organisation);
    const keeps = dice.chance(fault.keeps, 'keeps', organisation, nth);
    const { answer, thenWell = false, is2xx = false } = fault;
    return { kind, keeps, answer, thenWell, is2xx };
  };
};
