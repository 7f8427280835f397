import type { Deed } from '../../contracts/authority/deeds.ts';
import { changing, listing, measuring, seeing } from '../../contracts/authority/staff.ts';
import type { FhirRow } from './interaction.ts';

/** What a row is for, asked at the door and of each entry of a batch. A POST of a Bundle may hold anything. */
export const needsOf = ({ interaction, type }: Pick<FhirRow, 'interaction' | 'type'>): readonly Deed[] => {
  if (type === 'QuestionnaireResponse' && interaction === 'create') return measuring;
  if (interaction === 'search-type') return listing;
  return interaction === 'read' || interaction === 'vread' || interaction === 'history-instance' ? seeing : changing;
};
