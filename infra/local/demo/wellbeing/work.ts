import { z } from 'zod';
import { extensions, systems } from '../../../../contracts/systems.ts';
import { type Task, task } from '../peer/fhir.ts';
import type { Answer, Hub } from '../peer/hub.ts';
import type { PeerAnswer, PeerRequest } from '../peer/server.ts';
import { onwardRequest } from './onward-request.ts';
import type { Worklist } from './worklist.ts';

/** Which Task: the reference of the referral, and the end of the Task's id. */
const order = z.object({ reference: z.string(), task: z.string().default('t1') });
const change = order.extend({
  ...{ status: z.string().optional(), businessStatus: z.string().optional(), reviewDate: z.iso.date().optional() },
  ...{ reason: z.string().optional(), reasonCode: z.string().optional(), outcome: z.string().optional() },
  /** In words: a need for which there is no service. */
  need: z.string().optional(),
});
const onward = order.extend({
  ...{ partner: z.string(), activity: z.string().default('walking-group'), permission: z.boolean().default(true) },
  meeting: z.object({ start: z.string(), end: z.string(), place: z.string(), signedUpBy: z.string() }).optional(),
});
const record = order.extend({ kind: z.string(), by: z.string().default('Priya Shah, link worker') });
const stop = order.extend({ reason: z.string() });

/** What a link worker does. Each is one request to the hub, and answers what the hub said. */
export const work = (hub: Hub, organisation: string, { find, keep }: Worklist) => {
  const post = (path: string, body: unknown) => hub({ method: 'POST', path: `/FHIR/R4${path}`, body }).then(done);
  const done = (answer: Answer): PeerAnswer => {
    const { data: changed } = task.safeParse(answer.body);
    if (changed) keep([changed]);
    return { status: 200, body: answer };
  };

  return {
    change: async ({ body }: PeerRequest): Promise<PeerAnswer> => {
      const asked = change.parse(body);
      for (let attempt = 1; ; attempt += 1) {
        const current = await find(asked.reference, asked.task);
        const answer = await hub({
          ...{ method: 'PUT', path: `/FHIR/R4/Task/${current.id}`, body: changed(current, asked) },
          headers: { 'if-match': `W/"${current.meta.versionId}"` },
        });
        // Somebody else was faster: look at what they did, and say it again on top of that.
        if (answer.status !== 412 || attempt === 3) return done(answer);
      }
    },

    askPartner: async ({ body }: PeerRequest): Promise<PeerAnswer> => {
      const { reference, ...asked } = onward.parse(body);
      const referral = await find(reference);
      return post('', onwardRequest(referral, { ...asked, coordinator: organisation }));
    },

    record: async ({ body }: PeerRequest): Promise<PeerAnswer> => {
      const asked = record.parse(body);
      const about = await find(asked.reference, asked.task);
      return post('/Communication', {
        ...{ resourceType: 'Communication', status: 'completed', subject: about.for },
        category: [{ coding: [{ system: systems.recordKind, code: asked.kind }] }],
        about: [{ reference: `Task/${about.id}` }],
        sender: { display: asked.by },
      });
    },

    askToStop: async ({ body }: PeerRequest): Promise<PeerAnswer> => {
      const asked = stop.parse(body);
      const focus = await find(asked.reference, asked.task);
      return post('/Task', {
        ...{ resourceType: 'Task', status: 'requested', intent: 'order', focus: { reference: `Task/${focus.id}` } },
        code: { coding: [{ system: systems.taskCode, code: 'abort' }] },
        reasonCode: { text: asked.reason },
      });
    },
  };
};

/** The Task as it was read, with what is to change. */
const changed = (current: Task, asked: z.infer<typeof change>): unknown => ({
  ...current,
  ...(asked.status ? { status: asked.status } : {}),
  ...(asked.businessStatus ? { businessStatus: coded(systems.businessStatus, asked.businessStatus) } : {}),
  ...(asked.reason ? { statusReason: { ...coded(systems.statusReason, asked.reasonCode), text: asked.reason } } : {}),
  ...(asked.outcome || asked.need ? { output: [...(current.output ?? []), ...outputs(asked)] } : {}),
  ...(asked.reviewDate ? { extension: [...extensionsOf(current), reviewDate(asked.reviewDate)] } : {}),
});

const coded = (system: string, code: string | undefined) => (code ? { coding: [{ system, code }] } : {});
const outputs = ({ outcome, need }: z.infer<typeof change>) => [
  ...(need ? [{ type: coded(systems.taskOutput, 'unmet-need'), valueString: need }] : []),
  ...(outcome
    ? [{ type: coded(systems.taskOutput, 'outcome'), valueCodeableConcept: coded(systems.outcome, outcome) }]
    : []),
];
const extensionsOf = (current: Task) => (current.extension ?? []).filter((e) => e.url !== extensions.reviewDate);
const reviewDate = (date: string) => ({ url: extensions.reviewDate, valueDate: date });
