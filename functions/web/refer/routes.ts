import { referralId } from '../../../contracts/ids.ts';
import type { Told } from '../../../mappings/page/told.ts';
import { referenceOf } from '../../domain/request/reference.ts';
import { refuse } from '../../domain/result.ts';
import { view } from '../../fhir/reading/view.ts';
import type { SubmittingPorts } from '../../fhir/sending/submit.ts';
import type { Reply, Route } from '../../http/request.ts';
import type { SignedInPerson } from '../../identity/people/signed-in-person.ts';
import type { Hash } from '../../usecases/ports.ts';
import type { RecordSignpost } from '../../usecases/record-signpost.ts';
import { type SentForm, seeOther } from '../forms/form.ts';
import { hasProblems, type Problems } from '../forms/problems.ts';
import { html } from '../html.ts';
import { ownPageOf, type PersonPorts, personForm, personPage } from '../people/person-page.ts';
import { startPath } from '../people/start-page.ts';
import { words } from '../words/words.ts';
import { printPage, printPath } from './print-page.ts';
import { nothingTyped } from './questions.ts';
import { readAnswers } from './read-answers.ts';
import { callerSignedIn, readCaller } from './read-caller.ts';
import { referPage, referPath, toldPath } from './refer-page.ts';
import { sentPage } from './sent-page.ts';
import { problemsOf, submitTold } from './submitted-form.ts';

export interface ReferPorts extends PersonPorts, Omit<SubmittingPorts, 'hash' | 'participants'> {
  /** The deployment's secret is read with the first form that needs it. */
  readonly hash: () => Promise<Hash>;
  readonly signpost: RecordSignpost;
}

const { refer: says } = words;
const sentPath = `${referPath}/sent`;

const isCall = ({ organisation }: SignedInPerson): boolean => organisation.kind === 'coordinator';

/** Of a practice: who keeps the person's record copies a number that is traced in it, together with the birth date (DESIGN 4, the person). */
const ofPractice = (
  { organisation: { kind, organisation } }: SignedInPerson,
  { born = '', nhsNumber }: Partial<Told>,
) =>
  kind === 'practice'
    ? { practice: organisation, ...(nhsNumber && born.length === 10 ? { isTraced: true as const } : {}) }
    : {};

/** What somebody who is signed in tells of a person: the form, where it goes, what they hold afterwards, and one tap for no more than that. */
export const referRoutes = (ports: ReferPorts): readonly Route[] => {
  const { publicUrl } = ports;

  const send = async (form: SentForm, person: SignedInPerson): Promise<Reply> => {
    const again = (problems: Problems): Reply =>
      ownPageOf(
        form,
        referPage(form, { publicUrl, isCall: isCall(person), typed: { of: 'them', fields: form.fields, problems } }),
        422,
      );
    const asked = isCall(person) ? readCaller(form.fields) : { problems: {}, caller: callerSignedIn(person) };
    const told = readAnswers(form.fields, form.now);
    const problems = { ...asked.problems, ...told.problems };
    if (hasProblems(problems) || !asked.caller || !told.answers) return again(problems);
    const submitted = await submitTold({ ...ports, participants: ports.register, hash: await ports.hash() }, form, {
      ...told.answers,
      ...asked.caller,
      ...ofPractice(person, told.answers),
      agreed: true,
    });
    if (!submitted.ok) return again(problemsOf(submitted.refusals));
    const { referral, serviceRequest } = submitted.value;
    const how = new URLSearchParams({
      // Also of what was sent twice by a double tap: it is the further need that it was.
      ...(serviceRequest === referral.request.id ? {} : { more: 'yes' }),
      ...(told.answers.risks?.length ? { first: 'yes' } : {}),
    });
    return seeOther(`${publicUrl}${sentPath}/${referral.id}?${how}`);
  };

  return [
    personPage(ports, referPath, ['refer'], (request, person) =>
      referPage(request, { publicUrl, isCall: isCall(person), typed: nothingTyped }),
    ),
    personForm(ports, referPath, ['refer'], send),
    personPage(
      ports,
      `${sentPath}/{referral}`,
      ['refer'],
      async ({ params: { referral = '' }, query, principal }, person) => {
        const found = referralId.test(referral) ? (await ports.ledger.load(referral))?.referral : undefined;
        if (!found || !view(found, found.task, principal.actor)) return refuse('not-found');
        const more = query.get('more') === 'yes';
        const since = (more ? undefined : found.task.authoredOn) ?? found.at;
        const sent = {
          reference: referenceOf(referral),
          since,
          isMore: more,
          isPersonFirst: query.get('first') === 'yes',
        };
        const goes = html`<p><a class="app-tap" href="${publicUrl}${startPath}/referrals?reference=${sent.reference}">${words.practice.title}</a></p>\n`;
        const after = html`${isCall(person) ? undefined : goes}<p><a class="app-tap" href="${publicUrl}${referPath}">${says.sent.another}</a></p>`;
        return sentPage(sent, ports.area, after, publicUrl);
      },
    ),
    personPage(ports, printPath, ['refer'], (_, { organisation }) =>
      organisation.kind === 'practice' ? printPage(organisation, ports.area, publicUrl) : refuse('not-found'),
    ),
    personForm(ports, toldPath, ['refer'], async (form, { organisation: { organisation }, person }) => {
      await ports.signpost({ organisation, person: person.code, at: form.now, request: form.requestId });
      return seeOther(`${publicUrl}${toldPath}`);
    }),
    personPage(ports, toldPath, ['refer'], () => ({
      ...{ publicUrl, title: says.toldTitle },
      home: { href: `${publicUrl}${startPath}`, says: words.refused.home },
      main: html`<p>${says.toldSays}</p>\n<p><a class="app-tap" href="${publicUrl}${referPath}">${says.sent.another}</a></p>`,
    })),
  ];
};
