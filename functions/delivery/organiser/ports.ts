import type { Organiser } from '../../domain/organiser.ts';
import type { LinkRows } from '../../views/link-rows.ts';
import type { SentDocuments } from '../../views/sent-documents.ts';
import type { Notify } from './notify.ts';

/** How people without software are told. */
export interface ToOrganisers {
  readonly notify: Notify;
  readonly take: LinkRows['take'];
  readonly sent: SentDocuments;
  /** The token of a link, for this holder of it. */
  readonly token: (link: string, organisation: string, holder: Pick<Organiser, 'since'>) => Promise<string>;
  /** A message to this contact came back: from now on it gets no names, and the link worker rings. */
  readonly returned: (organisation: string, holder: Pick<Organiser, 'since'>) => Promise<void>;
}
