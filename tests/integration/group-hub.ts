import type { Patient } from 'fhir/r4.js';
import { afterEach } from 'vitest';
import { extensions } from '../../contracts/systems.ts';
import { meetingResult } from '../../functions/domain/meetings/meetings.ts';
import type { Organiser } from '../../functions/domain/organiser.ts';
import { type SimulatedNotify, startNotify } from '../../infra/local/notify/notify.ts';
import { booked, id, opened } from '../unit/views/made-referral.ts';
import { jo } from './group-links.ts';
import { recipientsOfFile } from './recipients.ts';

/** For one file of tests: hubs whose walking group has no software, and what GOV.UK Notify was given. */
export const groupHubs = () => {
  const { hub } = recipientsOfFile();
  const running: SimulatedNotify[] = [];
  afterEach(async () => {
    await Promise.all(running.splice(0).map((one) => one.stop()));
  });
  return async (organiser: Organiser = jo) => {
    const notify = await startNotify({ callback: async () => ({ url: 'http://127.0.0.1:9/none', token: '' }) });
    running.push(notify);
    return { ...hub({ notify: notify.url, changes: { 'walking-group': { organiser } } }), notify };
  };
};
export type GroupHub = Awaited<ReturnType<ReturnType<typeof groupHubs>>>;

export const linkIn = (text = ''): string => /https:\/\/hub\.example(\/l\/[0-9a-z]+)/.exec(text)?.[1] ?? '';
export const idOf = (n: number): string => `${id.slice(0, 24)}${String(n).padStart(2, '0')}`;

export const somebody = (given: string, family: string, more: Partial<Patient> = {}): Patient => ({
  ...{ resourceType: 'Patient', id: `${id}.p1`, birthDate: '1948-02-29', address: [{ postalCode: 'GL3 2AA' }] },
  name: [{ use: 'official', family, given: [given] }],
  ...more,
});
export const gwen = somebody('Gwen', 'Adeyemi');

export const telephone = (safety: 'safe' | 'not-safe') => ({
  ...{ system: 'phone' as const, value: '01632 960456' },
  extension: [{ url: extensions.contactSafety, valueCode: safety }],
});

/** The people of one session, each with a referral of their own; all that is to be sent is sent. */
export const session = async (one: GroupHub, people: readonly Patient[]): Promise<string> => {
  for (const [n, patient] of people.entries()) await one.told(booked(opened({ patient })), idOf(n));
  for (const n of people.keys()) await one.deliver(idOf(n));
  return linkIn(one.notify.outbox()[0]?.body);
};

export const resultsOf = async (one: GroupHub, referral = idOf(0)) => {
  const loaded = await one.ledger.load(referral);
  return loaded?.referral.onward.map(({ task }) => meetingResult(task));
};
