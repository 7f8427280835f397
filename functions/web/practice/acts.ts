import type { Communication } from 'fhir/r4.js';
import { recordKind } from '../../domain/coding.ts';
import type { Action } from '../../domain/decide/actions.ts';
import { type Referral, referenceTo } from '../../domain/referral.ts';
import type { CorrespondenceKind } from '../../domain/said/correspondence.ts';

type Written = Pick<Communication, 'sender' | 'payload' | 'inResponseTo'>;

const communicationOf = (
  kind: CorrespondenceKind | 'acknowledgement',
  status: Communication['status'],
  rest: Partial<Communication>,
): Communication => ({
  ...{ resourceType: 'Communication', status, category: [recordKind(kind)] },
  ...rest,
});

interface Writing {
  readonly kind: CorrespondenceKind;
  /** Who writes, by name. */
  readonly by: string;
  readonly text: string;
  /** Id of the question that is answered. */
  readonly answers?: string;
}

/** What software posts as a Communication (functions/fhir/sending/post-communication.ts), from a page. */
export const writingOf = (
  { task }: Pick<Referral, 'task'>,
  { kind, by, text, answers }: Writing,
): Action & { readonly kind: 'correspond' } => {
  const written: Written = {
    ...{ sender: { display: by }, payload: [{ contentString: text }] },
    ...(answers ? { inResponseTo: [{ reference: `Communication/${answers}` }] } : {}),
  };
  const communication = communicationOf(kind, kind === 'question' ? 'in-progress' : 'completed', {
    ...written,
    about: [{ reference: referenceTo(task) }],
  });
  return { kind: 'correspond', communication };
};

/** That a named person here has read a message. */
export const readingOf = (message: string, by: string): Action => ({
  kind: 'acknowledge',
  communication: communicationOf('acknowledgement', 'completed', {
    ...{ sender: { display: by }, inResponseTo: [{ reference: `Communication/${message}` }] },
  }),
});
