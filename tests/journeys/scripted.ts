import { readFile } from 'node:fs/promises';
import { dateAfter, instantOf, today } from '../../functions/domain/calendar.ts';
import { topicOf } from '../../infra/local/demo/messages.ts';
import { eventually } from '../../infra/local/demo/patience.ts';
import { usualPeers } from '../../infra/local/demo/peers.ts';
import { atDesk, type Desk, tapsLink } from './at-desk.ts';
import { openPages } from './browser.ts';
import { post } from './caller.ts';
import { groupStories } from './group-sessions.ts';
import { type Sent, sentIn, toldAbout } from './journey.ts';
import { linkIn } from './link-visits.ts';
import { callerInHubTime, hubTime } from './operator.ts';

/** Telephones of people without software. */
export const phones = { walks: '07700900123', shed: '07700900321', champion: '07700900456' } as const;

const tuesday = 2;

/** The people of the journeys of users.md 7.1: a practice with software, a link worker at her desk, two groups and a champion with telephones. */
export const openScripted = async () => {
  const pages = await openPages({ peers: usualPeers.slice(0, 1) });
  const { hub, notify, data } = pages;
  const stories = groupStories(hub);
  await stories.organiser({ name: 'Jo', channel: 'sms', to: [phones.walks] });
  await stories.organiser({ name: 'Tom', channel: 'sms', to: [phones.shed] }, 'mens-shed');
  const champion = await stories.champion();
  const ada = await atDesk(pages, 'Ada Martin');
  const program = pages.programs['churchdown-surgery'] ?? '';
  const running = { url: hub.url, data, running: async () => hub };

  /** Until what can run now has run; what waits for a later time, or lies beside, is not waited for. */
  const settled = async (): Promise<void> => {
    await fetch(`${hub.controlUrl}/idle`, { method: 'POST' });
  };
  /** The day of London so many days after the hub's own. */
  const day = async (days: number): Promise<string> => dateAfter(today((await hubTime(running)).toISOString()), days);
  const moveTo = async (date: string, time: string): Promise<void> => {
    await pages.moveTo(instantOf(date, time));
    await settled();
  };
  let before = 0;
  /** Where nobody waits for a weekend a journey begins: the next Tuesday morning. */
  const nextTuesday = async (): Promise<void> => {
    const now = await day(0);
    const ahead = ((tuesday - new Date(now).getUTCDay() + 6) % 7) + 1;
    await moveTo(dateAfter(now, ahead), '09:00');
    before = notify.outbox().length;
  };

  /** What a telephone was told since the journey began. */
  const toldTo = (telephone: string, says: string) =>
    notify
      .outbox()
      .slice(before)
      .filter(({ to, body }) => to.replace(/^\+44/, '0') === telephone && body.includes(says));
  /** One of them, by its number; what waits for the sweep of the next minute need not be waited for here. */
  const messageTo = async (telephone: string, says: string, number = 1) => {
    for (let minute = 0; minute < 5; minute += 1) {
      await settled();
      const found = toldTo(telephone, says)[number - 1];
      if (found) return found;
      await pages.moveTo(new Date((await hubTime(running)).getTime() + 61_000).toISOString());
    }
    const told = notify
      .outbox()
      .slice(before)
      .map(({ to, body }) => `${to}: ${body}`);
    throw new Error(`${telephone} is not told: ${says}. What was sent:\n${told.join('\n')}`);
  };

  return {
    ...{ pages, hub, notify, stories, champion, ada, day, moveTo, nextTuesday, toldTo, messageTo },
    practice: callerInHubTime(running, 'churchdown-surgery', 'L99901'),
    service: callerInHubTime(running, 'wellbeing-service', 'CWS01'),
    /** What the practice's own program has received about somebody, in words, by what each is about. */
    practiceHeard: async ({ reference }: Pick<Sent, 'reference'>): Promise<readonly (readonly [string, string])[]> => {
      await settled();
      return (await toldAbout(program, reference)).map((one) => [
        topicOf(one) ?? '',
        (one.communication.payload ?? []).map(({ contentString }) => contentString).join(' '),
      ]);
    },
    /** Until something stands on a page of the link worker. */
    adaSees: (path: string, says: string | RegExp) =>
      eventually(
        `${path} says ${says}`,
        async () => {
          const text = await ada.reads(path);
          return (typeof says === 'string' ? text.includes(says) : says.test(text)) ? text : undefined;
        },
        60_000,
      ),
    stop: async () => {
      await ada.leaves();
      stories.stop();
      await pages.stop();
    },
  };
};
export type Scripted = Awaited<ReturnType<typeof openScripted>>;

/** The example referral: lonely, 78, no car, would like company. `telephone`: her own, which is safe for a text. */
export const refers = async ({ practice }: Scripted, given: string, telephone: string): Promise<Sent> => {
  const file = new URL('../../contracts/examples/referral.json', import.meta.url);
  const bundle = JSON.parse(await readFile(file, 'utf8'));
  for (const { resource } of bundle.entry) {
    if (resource.resourceType === 'ServiceRequest') resource.identifier[0].value = crypto.randomUUID();
    if (resource.resourceType !== 'Patient') continue;
    const [, need, ...others] = resource.extension;
    resource.identifier = undefined;
    resource.name = [{ use: 'official', family: 'Huws', given: [given] }];
    resource.telecom = [{ ...resource.telecom[0], value: telephone }];
    resource.extension = [{ ...need, valueString: 'help with transport' }, ...others];
  }
  const { status, text, body } = await practice(post(bundle));
  if (status !== 200) throw new Error(`${status} ${text}`);
  return sentIn(body, 'L99901');
};

/** Ada finds them by the reference, takes them on, rings, and begins. `between`: before she rings. */
export const takesOn = async (
  { ada, adaSees }: Scripted,
  reference: string,
  between?: () => Promise<unknown>,
): Promise<void> => {
  await adaSees(`/staff/people/${reference}`, reference);
  await done(ada.does(reference, 'accept'));
  await between?.();
  await done(ada.does(reference, 'contact', { came: 'spoke' }));
  await done(ada.does(reference, 'start'));
};

/** What was to be done was done: else what the page said. */
export const done = async (said: Promise<string | undefined>): Promise<void> => {
  const page = await said;
  if (page !== undefined) throw new Error(page);
};

/** With the yes of the person to this group, unless `more` says otherwise. */
export const asksGroup = (
  ada: Desk,
  reference: string,
  [partner, activity]: readonly [partner: string, activity: string],
  more: Record<string, string> = {},
) => {
  const said = { basis: 'own', judgement: 'suitable', 'setting.none-of-these': 'yes', activity };
  return ada.does(reference, 'ask', { ...said, ...more }, { partner, activity });
};

/** Asks the champion to go along to a meeting, with the yes of the person. */
export const asksChampion = ({ ada, champion }: Scripted, reference: string, about: string) =>
  ada.does(reference, 'ask-companion', { about, companion: champion.code, agrees: 'yes', judgement: 'suitable' });

/** The organiser says yes on their telephone, and when it is. */
export const agrees = async (
  { messageTo }: Scripted,
  telephone: string,
  meeting: { readonly day: string; readonly place: string },
): Promise<void> => {
  const link = linkIn((await messageTo(telephone, 'would like to come')).body);
  await tapsLink(link, { answer: 'yes' });
  await tapsLink(link, { ...meeting, from: '10:00', until: '12:00' });
};
