import { instruments, isAskedOnce } from '../../../contracts/measures/instruments.ts';
import type { Measure } from '../measures/measures.ts';

/** One question that is asked once (users.md S79), as a table of a report is called. */
export const onceQuestions: readonly { readonly name: string; readonly title: string }[] = instruments
  .filter(isAskedOnce)
  .flatMap(({ code, items }) =>
    items.map((item) => ({ name: `once-${code}-${item.linkId}`, title: item.code.display ?? item.linkId })),
  );

/** Nobody said anything of it: that it was said that nobody asked is the same to a reader. */
export const notAsked = 'not-asked';

/** What was said last of each of them: the number, or why there is none. */
export const onceFacts = (measures: readonly Measure[]): Readonly<Record<string, string>> =>
  Object.fromEntries(
    measures
      .filter(({ instrument }) => isAskedOnce(instrument))
      .flatMap(({ instrument: { code, items }, answers, notAnswered = notAsked }) =>
        items.map(({ linkId }) => [`once-${code}-${linkId}`, answers.get(linkId)?.toString() ?? notAnswered]),
      ),
  );
