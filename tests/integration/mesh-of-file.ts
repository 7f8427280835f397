import { afterEach } from 'vitest';
import { type SimulatedMesh, startMesh } from '../../infra/local/mesh/mesh.ts';
import { type PracticeAnswer, responseTo } from '../../infra/local/mesh/response.ts';
import { id } from '../unit/views/made-referral.ts';
import type { recipientsOfFile } from './recipients.ts';

export const hubMailbox = 'X26HUB01';
export const practiceMailbox = 'X26GP001';

/** For one file of tests: a MESH that keeps the hub's time, stopped after each test. */
export const meshOfFile = (recipients: ReturnType<typeof recipientsOfFile>) => {
  const running: SimulatedMesh[] = [];
  afterEach(async () => {
    await Promise.all(running.splice(0).map((mesh) => mesh.stop()));
  });

  /** A hub and a practice that is reached by MESH, and by what else is said. */
  return async (options: Parameters<typeof recipients.hub>[0] = {}) => {
    let now = () => '2026-11-22T09:00:00.000Z';
    const mesh = await startMesh({
      exists: (mailbox) => [hubMailbox, practiceMailbox].includes(mailbox),
      now: () => Date.parse(now()),
      ...{ passwords: { [hubMailbox]: 'of the hub' }, sharedKey: 'of this test' },
    });
    running.push(mesh);
    const changes = {
      ...options.changes,
      L99901: { otherWays: { polls: false as const, mesh: practiceMailbox }, ...options.changes?.L99901 },
    };
    const hub = recipients.hub({ ...options, mesh: mesh.url, changes });
    now = hub.now;
    const waiting = () => mesh.mailboxes.in(practiceMailbox);
    return {
      ...hub,
      ...{ mesh, waiting },
      /** The hub looks into its mailbox. */
      look: async () => (await hub.ports.documents()).collect(hub.ports),
      /** The practice collects its oldest document and its system answers. */
      collects: (...answers: PracticeAnswer[]) => {
        const [letter] = waiting();
        const taken = letter && mesh.mailboxes.take(practiceMailbox, letter.id);
        if (!taken) throw new Error('Nothing lies in the mailbox of the practice');
        for (const says of answers)
          mesh.mailboxes.put({
            ...{ to: hubMailbox, from: practiceMailbox, workflow: `${taken.workflow}_ACK`, localId: 'of-the-practice' },
            body: responseTo(taken.localId, says),
          });
        return taken;
      },
      /** What the ledger says came of messages: which, how, and by which way. */
      records: async () =>
        ((await hub.ledger.load(id))?.referral.communications ?? [])
          .filter((c) => c.category?.[0]?.coding?.[0]?.code === 'delivery')
          .map((c) => [
            c.partOf?.[0]?.reference?.split('.')[1],
            c.topic?.coding?.[0]?.code,
            c.medium?.[0]?.coding?.[0]?.code,
          ]),
    };
  };
};
