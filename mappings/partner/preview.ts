import type { OperationOutcome } from 'fhir/r4.js';
import { wordsForPartner } from '../../functions/domain/tasks/words-for-partner.ts';
import { type Fields, type InvitationSource, isSeenAt } from './field.ts';
import { personFields, personFor } from './person.ts';

/** A label for each single field of a table: a field that is added there has none here until it is given one. */
type Labels<Table> = {
  readonly [K in keyof Table]: Table[K] extends { readonly holds: infer Held } ? Labels<Held> : string;
};
interface Labelled {
  readonly [field: string]: string | Labelled;
}

const labels = {
  name: 'Name',
  initial: 'Initial',
  needs: 'What helps them to take part',
  contact: {
    how: 'How to answer',
    prohibited: 'Asked not to contact them',
    telephone: 'Telephone',
    safeContact: {
      times: 'When a call does no harm',
      voicemail: 'Messages on voicemail',
      post: 'Letters by post',
      through: 'Through whom',
    },
  },
  reason: 'Reason',
  goal: 'Goal',
} as const satisfies Labels<typeof personFields>;

/** What an agreement lets a partner see, to whoever does not know our codes. */
const tierWords: Readonly<Record<InvitationSource['tier'], string>> = {
  'name-only': 'the name alone',
  contact: 'the name and how to ring',
  purpose: 'the name, how to ring, a reason and a goal',
  full: 'everything',
};

const words = (value: unknown): string => {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  const text = [value ?? []].flat().join(', ');
  return text === '' ? '(nothing)' : text;
};

const isTable = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A line for each field that the tier sees, in the order of the labels. */
const linesOf = (
  shown: Readonly<Record<string, unknown>>,
  { fields, labelled, tier }: { fields: Fields; labelled: Labelled; tier: InvitationSource['tier'] },
): string[] =>
  Object.entries(labelled).flatMap(([name, label]) => {
    const field = fields[name];
    const value = shown[name];
    if (field === undefined || !isSeenAt(tier, field)) return [];
    if (typeof label === 'string') return [`${label}: ${words(value)}`];
    return isTable(value) ? linesOf(value, { fields: field.holds ?? {}, labelled: label, tier }) : [];
  });

/** Words that somebody wrote and that nobody will read: the partner has not agreed to hear them. */
const unread = ({ onward: { task }, tier }: InvitationSource): string[] =>
  ([['reason-for-partner', 'reason'] as const, ['goal-for-partner', 'goal'] as const] as const)
    .filter(([detail, field]) => wordsForPartner(task, detail) !== undefined && !isSeenAt(tier, personFields[field]))
    .map(([, field]) => `${labels[field]} is not shown: its agreement is for ${tierWords[tier]}.`);

/** What a partner sees of the person, by the very mapping that shows it, for whoever asks the partner: line by line. */
export const previewFor = (shown: InvitationSource, partner: string): OperationOutcome => {
  const lines = linesOf(personFor(shown), { fields: personFields, labelled: labels, tier: shown.tier });
  return {
    resourceType: 'OperationOutcome',
    issue: [
      {
        severity: 'information',
        code: 'informational',
        details: { text: `What ${partner} sees of the person` },
        diagnostics: [...lines, ...unread(shown)].join('\n'),
      },
    ],
  };
};
