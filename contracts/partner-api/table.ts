import type { attendanceWords } from './words.ts';

/** The columns of a session's table (CSV). `list` names the session and opens nothing; `number` the person, as on their card. */
export const tableColumns = ['list', 'number', 'who', 'answer'] as const;

/** What may stand under `answer`, in small letters and with any spaces; nothing: nothing is said of that person. */
export const tableAnswers = {
  came: ['came'],
  'did-not-come': ['did not come'],
  'could-not-come': ['told us they could not', 'could not come'],
  'not-sure': ['not sure'],
} as const satisfies Record<keyof typeof attendanceWords, readonly string[]>;

/** What can be wrong with one line of it. A line with a fault changes nothing. */
export const tableFaults = {
  binary: 'it is no table of text: in the spreadsheet choose "Save as", and there CSV',
  head: 'the columns are list, number, who and answer: take the table from the page, and fill in the answers',
  quotes: 'a quotation mark is opened or closed where it cannot be',
  formula:
    'a cell begins with = + - or @, as a formula does: a spreadsheet would carry it out, so nothing of the line is taken',
  'other-list': 'it is of another list',
  unknown: 'nobody on this list has this number',
  twice: 'the same person stands in another line too',
  answer: 'the answer is one of: came, did not come, told us they could not, not sure',
  early: 'that can be said once it has begun',
  refused: 'it could not be saved: it may have been answered already, or be too late',
  long: 'the table is too long',
} as const;
export type TableFault = keyof typeof tableFaults;
