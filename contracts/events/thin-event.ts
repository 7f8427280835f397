import { z } from 'zod';
import { referralId, referralIdForm, resourceId, resourceIdForm } from '../ids.ts';
import { taskStatuses } from '../lifecycle/statuses.ts';
import { organisationCode, organisationReference } from '../organisation-code.ts';
import { systems } from '../systems.ts';
import { cloudEventType, eventTypes, thinEventSchema } from './event-types.ts';

const organisation = z.string().regex(organisationCode);
const instant = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
const refersTo = (form: RegExp) => z.strictObject({ reference: z.string().regex(form) });
const toTask = new RegExp(`^Task/${resourceIdForm('t')}$`);
const toOrganisation = refersTo(organisationReference);

/**
 * An id-only FHIR Task: enough to fetch it, nothing about the person. Strict, so that `for`, a name, a reason or any
 * other text cannot slip in (DESIGN 6).
 */
const idOnlyTask = z.strictObject({
  resourceType: z.literal('Task'),
  id: z.string().regex(resourceId),
  meta: z.strictObject({ versionId: z.string().regex(/^[1-9]\d{0,6}$/) }),
  status: z.enum(taskStatuses),
  businessStatus: z
    .strictObject({
      coding: z.tuple([
        z.strictObject({ system: z.literal(systems.businessStatus), code: z.string().regex(/^[a-z][a-z-]{0,63}$/) }),
      ]),
    })
    .optional(),
  intent: z.literal('order'),
  focus: refersTo(new RegExp(`^(ServiceRequest|Task|Appointment)/${resourceIdForm()}$`)).optional(),
  partOf: z.tuple([refersTo(toTask)]).optional(),
  owner: toOrganisation.optional(),
  requester: toOrganisation.optional(),
});

/**
 * What the bus carries: CloudEvents 1.0 in JSON (https://github.com/cloudevents/spec), as the `detail` of an EventBridge
 * event whose `detail-type` is `type` and whose `source` is `source`. At least once and unordered: `data.version` lets
 * a consumer order and drop, `id` lets it recognise a repeat.
 */
export const thinEvent = z.strictObject({
  specversion: z.literal('1.0'),
  id: z
    .string()
    .regex(new RegExp(`^${referralIdForm}/[1-9]\\d{0,6}/\\d{1,3}$`))
    .meta({ description: '<referral>/<version>/<n-th event of that version, from 0>' }),
  type: z.enum(Object.keys(eventTypes).map(cloudEventType)),
  source: z.literal('handover'),
  subject: z.string().regex(toTask),
  time: instant.meta({ description: 'When the version was written' }),
  datacontenttype: z.literal('application/json'),
  dataschema: z.literal(thinEventSchema),
  replay: z
    .literal(true)
    .optional()
    .meta({ description: 'Published again by an operator, with the id that it had; absent the first time' }),
  data: z.strictObject({
    referral: z.string().regex(referralId),
    version: z.int().min(1).meta({ description: 'The version of the referral that this happened in' }),
    organisations: z.array(organisation).meta({ description: 'Those who may read the Task' }),
    correlation: z.string().min(1).max(128).meta({ description: 'X-Correlation-Id of the request behind it' }),
    task: idOnlyTask,
  }),
});
export type ThinEvent = z.infer<typeof thinEvent>;

/** The same as JSON Schema 2020-12, for consumers: kept in thin-event.schema.json, which a test compares. */
export const thinEventJsonSchema = (): object => ({
  $id: thinEventSchema,
  title: 'Thin event of Handover, version 1',
  ...z.toJSONSchema(thinEvent),
});
