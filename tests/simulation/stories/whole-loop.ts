import type { Group, Invitation } from '../county/group.ts';
import type { Sent } from '../county/practice.ts';
import { meetingAt, nextLook } from '../harness/working-time.ts';
import { askedAgain, askedFirst, saysOfService } from './how-they-are.ts';
import { collide, found, later, laterBy, readAtTheEnd, refer, ringAboutMeeting, speak, takeOn } from './steps.ts';
import type { Scene, Story } from './story.ts';

const hour = 3_600_000;
const day = 24 * hour;

interface Found {
  readonly group: Group;
  readonly invitation: Invitation;
}

/** Sees to it that a group has been asked that will take the person: `id` is of T1. */
type Find = (scene: Scene, sent: Sent, id: string) => Promise<Found>;

/** A group is asked; one that declines sends the service to the next one. */
const findGroup: Find = async (scene, sent, id) => {
  const { dice, n, desk, groups, now } = scene;
  const first = dice.whole(0, groups.length - 1, n, 'group');
  for (let turn = 0; ; turn += 1) {
    const group = groups[(first + turn) % groups.length] ?? groups[0];
    await desk.ask(await desk.read(id), group.organisation, 'walking-group');
    const look = () => group.invited(sent.reference, now());
    await later(scene, dice.whole(0, 1, n, 'look', turn));
    const invitation = await found(scene, `${group.organisation} sees ${sent.reference}`, look);
    if (turn > 1 || !dice.chance(0.2, n, 'declines', turn)) return { group, invitation };
    await group.does(invitation.id, 'decline', { reason: dice.pick(['no-capacity', 'too-complex'], n, 'why', turn) });
    await later(scene, 0);
    await found(scene, `${invitation.id} comes back`, () =>
      desk.known(invitation.id)?.status === 'rejected' ? true : undefined,
    );
  }
};

const sessionOf = (start: number): string => `s-${new Date(start).toISOString().slice(0, 10)}`;

const meetingFrom = (start: number) => ({
  ...{ start: new Date(start).toISOString(), end: new Date(start + hour).toISOString(), mode: 'in-person' },
  ...{ place: 'Chosen Hill car park', session: sessionOf(start), signedUpBy: 'Tom' },
});

/** Now and then the group moves a meeting that is ahead, or calls it off, and the person is rung about it. When it is then; undefined: it is off, which the last of them never is: nothing is finished of which nobody knows a result. */
const perhapsChanged = async (
  scene: Scene,
  group: Group,
  { id, start, turn }: { readonly id: string; readonly start: number; readonly turn: number },
): Promise<number | undefined> => {
  const { dice, n, now } = scene;
  const change = start - now() > day ? dice.roll(n, 'changes', turn) : 1;
  if (change > 0.3) return start;
  const moved = change < 0.18 || turn === mostMeetings - 1 ? meetingAt(start, 1) : undefined;
  await group.changeMeeting(id, moved === undefined ? undefined : meetingFrom(moved));
  await ringAboutMeeting(scene, id);
  return moved;
};

const mostMeetings = 3;

/** Until the person came, at most three times: a meeting is named, held, and somebody says who came. */
const meet = async (scene: Scene, group: Group, { id }: Invitation): Promise<boolean> => {
  const { dice, n, now, agenda, desk } = scene;
  for (let turn = 0; turn < mostMeetings; turn += 1) {
    const named = meetingAt(now(), dice.whole(2, 6, n, 'days', turn));
    await group.does(id, turn === 0 ? 'first-meeting' : 'meetings', meetingFrom(named));
    // Most are rung and told when it is; of the others the service is reminded.
    await later(scene, 0);
    if (dice.chance(0.7, n, 'told', turn)) await desk.record(id, 'conversation');
    await ringAboutMeeting(scene, id);
    const start = await perhapsChanged(scene, group, { id, start: named, turn });
    if (start === undefined) continue;
    const session = sessionOf(start);
    await agenda.until(nextLook(start + hour, dice.whole(0, 1, n, 'result', turn)));
    const came = dice.chance(0.75, n, 'came', turn);
    const result = came ? 'came' : dice.pick(['did-not-come', 'could-not-come'], n, 'not', turn);
    // Some say it person by person, some for a whole session at once.
    if (dice.chance(0.5, n, 'session')) await group.session(session, [{ invitation: id, result }]);
    else await group.does(id, 'attendance', { result });
    if (came) return true;
    await laterBy(scene, 0, 1, `follow up ${turn}`);
    await desk.record(id, 'conversation');
  }
  return false;
};

/** What is known of a referral while a group has the person. */
export interface Placed {
  readonly sent: Sent;
  /** Of T1. */
  readonly id: string;
  readonly group: Group;
  readonly invitation: Invitation;
}

interface Way {
  readonly find?: Find;
  /** Something else may happen between the group's yes and the first meeting. */
  readonly between?: (placed: Placed) => Promise<void>;
}

/** All the way round. */
export const goRound = async (scene: Scene, { find = findGroup, between }: Way = {}): Promise<void> => {
  const { dice, n, desk } = scene;
  const sent = await refer(scene);
  const id = await takeOn(scene, sent);
  await speak(scene, id);
  const asked = await askedFirst(scene, id);
  await collide(scene, id);
  const { group, invitation } = await find(scene, sent, id);
  await group.does(invitation.id, 'accept');
  await between?.({ sent, id, group, invitation });
  await laterBy(scene, 0, 2, 'names');
  const came = await meet(scene, group, invitation);
  await laterBy(scene, 0, 2, 'finish');
  if (dice.chance(0.7, n, 'finishes')) await group.does(invitation.id, 'finish');
  await laterBy(scene, 0, 2, 'complete');
  if (asked) await askedAgain(scene, id);
  const outcome = came ? 'connected-and-attended' : 'connected-not-attended';
  const businessStatus = came ? 'outcome-achieved' : 'outcome-partial';
  await desk.change(id, { status: 'completed', businessStatus, outcome });
  await readAtTheEnd(scene, sent, 'closing');
  await saysOfService(scene, id);
};

export const wholeLoop: Story = { share: 3, ends: 'completed', tell: (scene) => goRound(scene) };
