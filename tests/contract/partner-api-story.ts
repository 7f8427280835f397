import type { Patient } from 'fhir/r4.js';
import { as, type startHub } from './partner-api-hub.ts';

export const meeting = {
  start: '2026-11-24T10:00:00Z',
  end: '2026-11-24T11:30:00Z',
  mode: 'in-person',
  place: 'Main gate',
  session: 'tuesday-2026-11-24',
  signedUpBy: 'Walk leader',
};

export const before = '2026-11-23T09:00:00.000Z';
export const after = '2026-11-24T12:00:00.000Z';

/** One hub's clock, and an invitation in it that has come as far as its first meeting. */
export const storyOf = (hub: Awaited<ReturnType<typeof startHub>>) => {
  const { invite, post } = hub;
  const at = (now: string) => {
    hub.time.now = now;
  };
  /** Accepted, with its first meeting named. */
  const expected = async (session = meeting.session, group = 'walking-group', patient?: Patient): Promise<string> => {
    at(before);
    const id = await invite(group, ...(patient ? [patient] : []));
    await post(`/invitations/${id}/accept`, undefined, as(group));
    await post(`/invitations/${id}/first-meeting`, { ...meeting, session }, as(group));
    return id;
  };
  return { at, expected };
};
