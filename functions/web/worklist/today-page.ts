import type { ObligationCode } from '../../../contracts/lifecycle/obligations.ts';
import { today } from '../../domain/calendar.ts';
import { statusOf } from '../../domain/coding.ts';
import { companionOnward } from '../../domain/companion/companions.ts';
import { obligations } from '../../domain/owed/obligations.ts';
import { isTodays } from '../../domain/owed/team-duty.ts';
import { organisationOf } from '../../domain/referral.ts';
import type { Reply } from '../../http/request.ts';
import { isOfDanger, type NextPlace } from '../../views/next-place.ts';
import { instantFor } from '../dates.ts';
import { type Html, html } from '../html.ts';
import { words } from '../words/words.ts';
import type { Doing } from './acts/act.ts';
import { everyAct } from './acts/every-act.ts';
import { partOf } from './acts/part-of.ts';
import { actAddress, paths, personAddress } from './addresses.ts';
import { contactBox, readyWords } from './contact-box.ts';
import { doneNotice } from './done-notice.ts';
import { foundBy } from './find-person.ts';
import { groupContact } from './group-contact.ts';
import { numberToRing } from './how-to-reach.ts';
import { noticesFor } from './notices.ts';
import { orUnreadable } from './or-unreadable.ts';
import { nameOf } from './person-name.ts';
import { saysOwed } from './said-plainly.ts';
import { answerWith, type Desk } from './staff-page.ts';
import { tellingPart } from './telling.ts';

const { today: says, say } = words.worklist;
/** As many as one sees to before one looks again. */
const mostCards = 5;

/** Whose it is today: nobody's own is everybody's of its local team, or the service's while nobody of that is there; whoever is away is covered for. */
export const isMine =
  ({ person, request }: Desk) =>
  (place: NextPlace): boolean =>
    isTodays(person.organisation.staff ?? [], place, person.person, today(request.now));

/** The form that settles what is owed, one tap from the card. */
const settledBy: Partial<Record<ObligationCode, string>> = {
  'answer-request': 'accept',
  'person-first': 'risks-read',
  'name-meeting': 'meeting',
  'agree-meeting': 'meeting',
  'tell-person': 'told',
  'read-note': 'read-note',
  'ring-companion': 'companion-rung',
  'ask-again': 'measure',
};

const settling = (doing: Doing, what: ObligationCode): Html | undefined => {
  const isDraft = statusOf(doing.referral.task) === 'draft';
  const wanted = isDraft && what !== 'person-first' ? 'request' : settledBy[what];
  const act = everyAct.find(({ name }) => name === wanted);
  const offer = act?.offers(doing).find(({ about }) => about === doing.about);
  return act && offer
    ? html`<p><a class="nhsuk-button nhsuk-button--secondary" role="button" href="${actAddress(doing.desk, doing.referral, act.name, doing.about)}">${offer.says}</a></p>`
    : undefined;
};

/** To speak with the person, and not to write to somebody about them. */
const speaksToPerson: readonly string[] = [
  ...['answer-request', 'first-conversation', 'next-step', 'follow-up', 'make-good', 'person-first'],
  ...['review', 'finish-onward', 'name-meeting', 'meeting-result', 'results-differ'],
  ...['tell-person', 'ring-person', 'find-companion', 'companion-missed', 'ask-again'],
];

/** Settled by what is done about one message. */
const ofMessage: readonly string[] = ['tell-person', 'read-note'];

/** To speak with the group, or the companion: whom to ring there. */
const speaksToGroup: readonly string[] = [
  ...[
    'agree-meeting',
    'name-meeting',
    'meeting-result',
    'answer-request',
    'ring-group',
    'results-differ',
    'ring-companion',
  ],
];

const groupOf = async ({ desk, referral, about, now }: Doing, what: ObligationCode): Promise<Html | undefined> => {
  const tasks = [...referral.onward.map((onward) => onward.task), ...referral.companions];
  const task = tasks.find(({ id }) => partOf(id) === about);
  const owner = speaksToGroup.includes(what) ? organisationOf(task?.owner) : undefined;
  return owner === undefined ? undefined : groupContact(await desk.participants.organisation(owner), now);
};

/** Of a companion the person is spoken with about the request that they were to go along for. */
const aboutPerson = (doing: Doing, owed: string): Doing => {
  const { referral } = doing;
  const companion = referral.companions.find(({ id }) => id === owed);
  const onward = companion && companionOnward(referral, companion);
  return onward ? { ...doing, about: partOf(onward.task.id) } : doing;
};

/** Where the group cannot be reached: take the request back, and ask another. */
const otherwise = (doing: Doing): Html | undefined => {
  const cancel = everyAct.find(({ name }) => name === 'cancel');
  const offer = cancel?.offers(doing).find(({ about }) => about === doing.about);
  return offer
    ? html`<p><a class="app-tap" href="${actAddress(doing.desk, doing.referral, 'cancel', doing.about)}">${offer.says}</a></p>`
    : undefined;
};

const card = async (desk: Desk, { referral: id }: NextPlace): Promise<Html | undefined> => {
  const found = await foundBy(desk, id);
  const { organisation } = desk.person.organisation;
  const [owed] = found
    ? obligations(found.referral)
        .filter(({ who }) => who === organisation)
        .sort((a, b) => Number(isOfDanger(b.what)) - Number(isOfDanger(a.what)) || a.deadline.localeCompare(b.deadline))
    : [];
  // The index lags behind the ledger: what was just done is not shown once more.
  if (!found || !owed) return undefined;
  const { referral, shown } = found;
  const { now } = desk.request;
  const doing = { ...found, desk, now, about: owed.task.slice(referral.id.length + 1) };
  const message = ofMessage.includes(owed.what) ? owed.about : undefined;
  const name = nameOf(shown.patient) ?? referral.reference;
  // What a group was asked it answers: the person heard of it long before.
  const asked = referral.onward.find(({ task }) => task.id === owed.task)?.task.owner;
  const ofGroup = owed.what === 'answer-request' && asked !== undefined && organisationOf(asked) !== organisation;
  const toPerson = speaksToPerson.includes(owed.what) && !ofGroup;
  return html`<section class="app-card">
<h2><a href="${personAddress(desk, referral)}">${name}</a></h2>
<p>${referral.reference}. <strong>${ofGroup ? says.groupSilent : saysOwed(owed.what)}</strong>. ${owed.deadline < now ? says.late(instantFor(owed.deadline)) : says.by(instantFor(owed.deadline))}.</p>
${noticesFor(referral)}
${await groupOf(doing, owed.what)}
${toPerson ? html`${numberToRing(referral)}<h3>${say.title}</h3>${readyWords(doing, owed.what)}${message === undefined ? undefined : await tellingPart(doing, message)}${contactBox(aboutPerson(doing, owed.task), 'today')}` : undefined}
${ofGroup ? otherwise(doing) : undefined}${settling(message === undefined ? doing : { ...doing, about: partOf(message) }, owed.what)}
</section>
`;
};

/** The next things in order, each with why now, the number to ring and what to say. */
export const todayPage = async (desk: Desk): Promise<Reply> => {
  const mine = isMine(desk);
  const { items, places } = await desk.next({
    ...{ coordinator: desk.person.organisation.organisation, from: 0, limit: mostCards },
    wanted: (place) => place.marks.has('own') && mine(place),
    first: ({ marks }) => marks.has('danger'),
  });
  const cards: (Html | undefined)[] = [];
  for (const { place } of items) cards.push(await orUnreadable(place, () => card(desk, place)));
  return answerWith(desk, {
    title: says.title,
    home: { href: `${desk.publicUrl}/staff`, says: words.refused.home },
    main: html`${doneNotice(desk)}${places.length === 0 ? html`<p>${says.none}</p>` : html`<p>${says.count(items.length, places.length)}</p>`}
${cards}
<p><a class="app-tap" href="${desk.publicUrl}${paths.list}">${says.whole}</a></p>`,
  });
};
