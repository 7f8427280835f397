import type { QuestionnaireResponse } from 'fhir/r4.js';
import { extensions } from '../../../contracts/systems.ts';
import { dayOf } from '../harness/days.ts';
import type { State } from './state.ts';

interface Said {
  readonly instrument: string;
  readonly occasion: string;
  readonly explained: boolean;
  readonly notAnswered: string | undefined;
  readonly at: string;
  readonly answers: Readonly<Record<string, number>>;
}

/** A practice may send questionnaires of its own beside its request: those are none of the service. */
const readOne = ({ extension, status, questionnaire, authored, item = [] }: QuestionnaireResponse): Said[] => {
  const parts = extension?.find(({ url }) => url === extensions.measure)?.extension;
  const part = (name: string) => parts?.find(({ url }) => url === name);
  if (!parts || status === 'entered-in-error') return [];
  return [
    {
      instrument: questionnaire?.replace(/^.*\//, '').replace(/\|.*$/, '') ?? '',
      occasion: part('occasion')?.valueCode ?? '',
      explained: part('explained')?.valueBoolean === true,
      notAnswered: part('not-answered')?.valueCode,
      at: authored ?? '',
      answers: Object.fromEntries(item.map(({ linkId, answer }) => [linkId, answer?.[0]?.valueInteger ?? 0])),
    },
  ];
};

/** Who answered at the beginning, and what came of it in the end. */
export interface Asked {
  readonly instrument: string;
  readonly exit: string;
  /** Of a pair of which each time it was said what it is for: by question, from what to what; calendar days between. */
  readonly pair:
    | { readonly days: number; readonly changes: Readonly<Record<string, readonly [number, number]>> }
    | undefined;
}

export const askedOf = ({ answers }: State): Asked[] => {
  const said = answers.flatMap(readOne);
  return said
    .filter(({ occasion, notAnswered }) => occasion === 'entry' && notAnswered === undefined)
    .map((entry): Asked => {
      const { instrument } = entry;
      const exit = said.findLast((one) => one.occasion === 'exit' && one.instrument === instrument);
      if (!exit || exit.notAnswered) return { instrument, exit: exit?.notAnswered ?? 'not yet', pair: undefined };
      if (!entry.explained || !exit.explained)
        return { instrument, exit: 'answered, and it was not explained', pair: undefined };
      const changes = Object.entries(entry.answers).map(([of, n]) => [of, [n, exit.answers[of] ?? 0] as const]);
      const days = (Date.parse(dayOf(exit.at)) - Date.parse(dayOf(entry.at))) / 86_400_000;
      return { instrument, exit: 'answered', pair: { days, changes: Object.fromEntries(changes) } };
    });
};

/** What was said last to the one question on the service. */
export const satisfactionOf = ({ answers }: State): string => {
  const last = answers.flatMap(readOne).findLast(({ instrument }) => instrument === 'satisfaction');
  return last?.notAnswered ?? last?.answers.overall?.toString() ?? 'not-asked';
};

/** Eleven weeks are too few, and more than sixteen too many. */
export const windowOf = (days: number): string => {
  if (days < 78) return 'too early';
  return days > 112 ? 'too late' : 'in time';
};
