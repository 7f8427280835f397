import type { OperationOutcome } from 'fhir/r4.js';
import { wordsForPartner } from '../../functions/domain/tasks/words-for-partner.ts';
import type { InvitationSource } from './field.ts';
import { personFor } from './person.ts';

const labels = {
  name: 'Name',
  initial: 'Initial',
  needs: 'What helps them to take part',
  telephone: 'Telephone',
  reason: 'Reason',
  goal: 'Goal',
} as const;
type Shown = Partial<Record<keyof typeof labels, string | readonly string[] | undefined>>;

const line = (shown: Shown, label: keyof typeof labels): string => {
  const value = [shown[label] ?? []].flat().join(', ');
  return value === '' ? `${labels[label]}: (nothing)` : `${labels[label]}: ${value}`;
};

/** Words that somebody wrote and that nobody will read: the partner has not agreed to hear them. */
const unread = ({ onward: { task }, tier }: InvitationSource, shown: Shown): string[] => {
  const lost = ([['reason-for-partner', 'reason'] as const, ['goal-for-partner', 'goal'] as const] as const).filter(
    ([detail, field]) => wordsForPartner(task, detail) !== undefined && shown[field] === undefined,
  );
  return lost.map(([, field]) => `${labels[field]} is not shown: its agreement is for ${tier}.`);
};

/** What a partner sees of the person, by the very mapping that shows it, for whoever asks the partner: line by line. */
export const previewFor = (shown: InvitationSource, partner: string): OperationOutcome => {
  const { contact, ...person } = personFor(shown);
  const said: Shown = { ...person, telephone: contact.telephone };
  const told = ['name', 'initial', 'needs', ...(contact.telephone ? (['telephone'] as const) : [])] as const;
  const written = (['reason', 'goal'] as const).filter((field) => said[field] !== undefined);
  const lines = [...[...told, ...written].map((field) => line(said, field)), ...unread(shown, said)];
  return {
    resourceType: 'OperationOutcome',
    issue: [
      {
        severity: 'information',
        code: 'informational',
        details: { text: `What ${partner} sees of the person` },
        diagnostics: lines.join('\n'),
      },
    ],
  };
};
