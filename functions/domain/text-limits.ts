import type { Annotation } from 'fhir/r4.js';
import type { Refusal } from './result.ts';

/** Of one text that somebody writes about a referral. What was sent with a request is kept as it came. */
export const mostCharacters = 2000;
/** A Task is written again whole whenever it moves, so what is said at length is a Communication. */
export const mostInNotes = 60_000;

/** R4 lets a note hold an extension in place of its text (`_text`), which its type does not say. */
type Note = Partial<Annotation>;

/** The words of notes. One that was kept without any has none. */
export const textsOf = (notes: readonly Note[]): string[] => notes.flatMap(({ text }) => text ?? []);

/** A new note that nobody could read is not taken. */
export const wordlessFaults = (type: 'Task' | 'ServiceRequest', notes: readonly Note[] = []): Refusal[] =>
  notes.some(({ text }) => text === undefined)
    ? [{ code: 'missing-element', expression: `${type}.note.text`, diagnostics: 'the words of the note' }]
    : [];

const lengthOf = (texts: readonly string[]): number => texts.reduce((sum, text) => sum + text.length, 0);

/** What is to be added to the notes of a Task. A longer one came with the request, and does not count. */
export const noteFaults = (standing: readonly Annotation[], texts: readonly string[]): Refusal[] => {
  const fault = (diagnostics: string): Refusal[] => [{ code: 'invalid-input', expression: 'Task.note', diagnostics }];
  if (texts.some((text) => text.length > mostCharacters))
    return fault(`a note has at most ${mostCharacters} characters`);
  const written = textsOf(standing).filter((text) => text.length <= mostCharacters);
  return texts.length > 0 && lengthOf(written) + lengthOf(texts) > mostInNotes
    ? fault(`the notes of a Task have at most ${mostInNotes} characters; what more there is to say is a Communication`)
    : [];
};
