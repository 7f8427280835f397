import { refuse } from '../../domain/result.ts';
import type { Answer, Reply, Route, SignedIn } from '../../http/request.ts';
import { personActing, type SignedInPerson } from '../../identity/people/signed-in-person.ts';
import { formRoute, type SentForm } from '../forms/form.ts';
import { documentOf, formHeaders, type Page } from '../page.ts';
import { account } from '../people/account.ts';
import { words } from '../words/words.ts';
import type { WorklistPorts } from './ports.ts';

/** Who works here, and with what. */
export interface Desk extends WorklistPorts {
  readonly person: SignedInPerson;
  readonly request: SignedIn;
}

/** Its own part of a page; what every page has is added here. */
export type Shown = Omit<Page, 'publicUrl' | 'account'>;

/** These pages are for people of a coordinator: to anybody else they are not there. */
const deskOf = async (ports: WorklistPorts, request: SignedIn): Promise<Desk | undefined> => {
  const person = await personActing(ports.participants, request.principal);
  return person?.organisation.kind === 'coordinator' ? { ...ports, person, request } : undefined;
};

export const answerWith = ({ request, publicUrl }: Desk, shown: Shown, status = 200): Answer => ({
  ...{ status, headers: formHeaders },
  text: documentOf({
    home: { href: `${publicUrl}/staff/today`, says: words.worklist.home },
    ...shown,
    ...{ publicUrl, account: account(request, publicUrl) },
  }),
});

export const staffPage = (
  ports: WorklistPorts,
  path: string,
  shown: (desk: Desk) => Promise<Reply> | Reply,
): Route => ({
  ...{ method: 'GET', path, needs: ['work'] },
  handle: async (request) => {
    const desk = await deskOf(ports, request);
    return desk ? shown(desk) : refuse('not-found');
  },
});

export const staffForm = (
  ports: WorklistPorts,
  path: string,
  done: (desk: Desk, form: SentForm) => Promise<Reply> | Reply,
): Route =>
  formRoute({
    ...{ path, needs: ['work'], publicUrl: ports.publicUrl },
    handle: async (form) => {
      const desk = await deskOf(ports, form);
      return desk ? done(desk, form) : refuse('not-found');
    },
  });
