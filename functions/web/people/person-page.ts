import type { Deed } from '../../../contracts/authority/deeds.ts';
import { type Result, refuse } from '../../domain/result.ts';
import type { Answer, Reply, Route, SignedIn } from '../../http/request.ts';
import { personActing, type SignedInPerson } from '../../identity/people/signed-in-person.ts';
import type { Participants } from '../../usecases/ports.ts';
import { type FormRoute, formRoute, type SentForm } from '../forms/form.ts';
import { documentOf, formHeaders, type Page } from '../page.ts';
import { account } from './account.ts';

export interface PersonPorts {
  readonly publicUrl: string;
  readonly register: Pick<Participants, 'organisation'>;
}

/** A page of somebody who is signed in, with the way out at its top. */
export const ownPageOf = (request: SignedIn, page: Page, status = 200): Answer => ({
  ...{ status, headers: formHeaders },
  text: documentOf({ ...page, account: account(request, page.publicUrl) }),
});

type Shown = Page | Result<never>;

/** A row of a page: what it shows is for the person of the session, and a refusal is one in the language of pages. */
export const personPage = (
  { publicUrl: _, register }: PersonPorts,
  path: string,
  needs: readonly Deed[],
  shown: (request: SignedIn, person: SignedInPerson) => Shown | Promise<Shown>,
): Route => ({
  method: 'GET',
  path,
  needs,
  handle: async (request): Promise<Reply> => {
    const person = await personActing(register, request.principal);
    // Taken off the list since the session was looked at.
    if (!person) return refuse('not-signed-in');
    const page = await shown(request, person);
    return 'ok' in page ? page : ownPageOf(request, page);
  },
});

/** Where a form of such a page goes. */
export const personForm = (
  { publicUrl, register }: PersonPorts,
  path: string,
  needs: readonly Deed[],
  handle: (form: SentForm, person: SignedInPerson) => ReturnType<FormRoute['handle']>,
): Route =>
  formRoute({
    ...{ path, needs, publicUrl },
    handle: async (form) => {
      const person = await personActing(register, form.principal);
      return person ? handle(form, person) : refuse('not-signed-in');
    },
  });
