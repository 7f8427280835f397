import type { Appointment, Extension, TaskOutput } from 'fhir/r4.js';
import {
  isSessionRating,
  mostLeaders,
  type SessionRating,
  sessionRatings,
} from '../../../contracts/lifecycle/programmes.ts';
import { extensions, systems } from '../../../contracts/systems.ts';
import { codeIn, concept, isOutput, outputType } from '../coding.ts';
import { type Onward, referenceTo } from '../referral.ts';
import type { Refusal } from '../result.ts';
import { brokenName } from '../said/correspondence.ts';

const leadersIn = (extension: readonly Extension[]): string[] =>
  extension.filter(({ url }) => url === extensions.leader).map(({ valueString = '' }) => valueString);

/** Who leads a session: names or roles. */
export const leadersOf = ({ extension = [] }: Appointment): string[] => leadersIn(extension);

export const leaderFaults = (extension: readonly Extension[] = []): Refusal[] => {
  const leaders = leadersIn(extension);
  const at = 'Appointment.extension';
  return [
    ...leaders.flatMap((name) => brokenName(name, at)),
    ...(leaders.length > mostLeaders
      ? [{ code: 'invalid-input', expression: at, diagnostics: `at most ${mostLeaders} leaders` } as const]
      : []),
  ];
};

const ratedBy = (output: TaskOutput): { readonly meeting: string; readonly rating: SessionRating } | undefined => {
  const rating = codeIn(systems.sessionRating, output.valueCodeableConcept);
  const meeting = output.valueCodeableConcept?.extension?.find(({ url }) => url === extensions.ofSession);
  const reference = meeting?.valueReference?.reference;
  return reference && isSessionRating(rating) ? { meeting: reference, rating } : undefined;
};

/** As an output of the onward Task; `meeting`: a reference to the session. */
export const ratingOutput = (meeting: string, rating: SessionRating): TaskOutput => ({
  type: outputType('session-rating'),
  valueCodeableConcept: {
    ...concept(systems.sessionRating, rating, sessionRatings[rating]),
    extension: [{ url: extensions.ofSession, valueReference: { reference: meeting } }],
  },
});

/** What the person said of one session; said again it is put right. */
export const ratingOf = ({ task }: Onward, meeting: Appointment): SessionRating | undefined =>
  (task.output ?? [])
    .filter((output) => isOutput(output, 'session-rating'))
    .flatMap((output) => ratedBy(output) ?? [])
    .findLast((one) => one.meeting === referenceTo(meeting))?.rating;

/** Of each session to which the person came what they said of it. */
export const ratingsOf = (onward: Onward): SessionRating[] =>
  onward.meetings.flatMap((meeting) => ratingOf(onward, meeting) ?? []);

/** Only who came to a session says how it was. */
export const ratingFaults = (onward: Onward | undefined, outputs: readonly TaskOutput[]): Refusal[] =>
  outputs
    .filter((output) => isOutput(output, 'session-rating'))
    .filter((output) => {
      const rated = ratedBy(output);
      const meeting = onward?.meetings.find((one) => referenceTo(one) === rated?.meeting);
      return meeting?.status !== 'fulfilled';
    })
    .map(() => ({
      ...{ code: 'invalid-input', expression: 'Task.output' },
      diagnostics: `a code of ${systems.sessionRating}, with extension ${extensions.ofSession}: a meeting of this request to which the person came`,
    }));
