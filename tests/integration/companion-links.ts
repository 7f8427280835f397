import { randomUUID } from 'node:crypto';
import type { APIGatewayProxyResult } from 'aws-lambda';
import type { Patient } from 'fhir/r4.js';
import { companionCoding } from '../../contracts/lifecycle/companions.ts';
import type { Action } from '../../functions/domain/decide/actions.ts';
import type { Organiser } from '../../functions/domain/organiser.ts';
import { obligations } from '../../functions/domain/owed/obligations.ts';
import type { Actor } from '../../functions/domain/referral.ts';
import { actOnReferral } from '../../functions/usecases/act-on-referral.ts';
import type { Participant } from '../../functions/usecases/ports.ts';
import { consent } from '../unit/domain/acts.ts';
import { asks, champion, cleared } from '../unit/domain/companions-asked.ts';
import { booked, coordinator, day, group, id, type Made, next, opened } from '../unit/views/made-referral.ts';
import { groupHubs, gwen, linkIn } from './group-hub.ts';
import { linkPages } from './group-links.ts';

/** Somebody who was asked on day 20 to go along on day 25 at 10:00, the library's door. */
export const ada: Organiser = {
  ...{ name: 'Ada', channel: 'email', to: ['ada@champions.example'] },
  ...{ since: day(0), confirmed: day(0) },
};
export const place = 'The library, by the door';
export const t3 = `${id}.t3`;

export const adaHerself: Partial<Participant> = {
  ...{ companion: cleared, organiser: ada },
};

const named = { start: day(25, 10), end: day(25, 11), mode: 'in-person', place, signedUpBy: 'Link worker' };

export const companionAsked = (patient: Patient = gwen, appointment = `${id}.a2`): Made => {
  const meets = next(
    booked(opened({ patient })),
    group,
    { kind: 'name-meeting', task: `${id}.t2`, meeting: named },
    day(9),
  );
  const agreed = consent(
    champion.organisation,
    { performer: [{ reference: `Patient/${id}.p1` }] },
    { purpose: [companionCoding] },
  );
  return next(meets, coordinator, asks({ appointment, consents: [agreed] }), day(19, 12));
};

export const hidden = ({ body }: APIGatewayProxyResult) =>
  Object.fromEntries(
    [...body.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)"/g)].map(([, name = '', value = '']) => [
      name,
      value,
    ]),
  );

/** For one file of tests: hubs on which a companion is asked, with the page of their link. */
export const companionHubs = () => {
  const notifying = groupHubs();
  return async (made: Made = companionAsked(), herself: Partial<Participant> = {}, origin?: string) => {
    const one = await notifying();
    one.change(champion.organisation, { ...adaHerself, ...herself });
    await one.told(made);
    await one.deliver();
    const hers = () => one.notify.outbox().filter(({ to }) => to.includes('ada@champions.example'));
    const path = linkIn(hers()[0]?.body);
    const pages = linkPages(one, { ...(origin ? { origin } : {}), said: async () => undefined });
    const state = async () => {
      const loaded = await one.ledger.load(id);
      if (!loaded) throw new Error('No ledger');
      return loaded.referral;
    };
    return {
      ...{ one, hers, path, pages, state, get: () => pages.get(path) },
      tap: async (answer: string, form?: Record<string, string>, headers?: Record<string, string>) => {
        const fields = form ?? hidden(await pages.get(path));
        const done = await pages.post(path, { ...fields, answer }, headers);
        await one.project(id);
        await one.deliver();
        return done.statusCode;
      },
      fields: async () => hidden(await pages.get(path)),
      /** Somebody does something, and all that follows is sent. */
      does: async (actor: Actor, action: Action) => {
        const request = { id: randomUUID(), correlation: randomUUID(), bodyHash: 'x' };
        const ports = { ledger: one.ledger, clock: one.now, pause: async () => undefined };
        const done = await actOnReferral(ports)({ referral: id, actor, action, request });
        if (!done.ok) throw new Error(JSON.stringify(done.refusals));
        await one.project(id);
        await one.deliver();
      },
      task: async () => (await state()).companions[0],
      owed: async () => obligations(await state()).map(({ who, what }) => `${who} ${what}`),
      /** The sweep comes by: whoever owes something by now is reminded. */
      chased: async () => {
        await one.chased();
        await one.deliver();
      },
      at: async (instant: string) => {
        one.later((Date.parse(instant) - Date.parse(one.now())) / 1000);
        await one.deliver();
      },
    };
  };
};
