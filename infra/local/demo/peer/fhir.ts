import { z } from 'zod';
import { systems } from '../../../../contracts/systems.ts';

/** The little that the programs read of FHIR; everything else of a resource is kept as it came. */
const coding = z.looseObject({ system: z.string().optional(), code: z.string().optional() });
const concept = z.looseObject({ coding: z.array(coding).optional(), text: z.string().optional() });
const reference = z.looseObject({ reference: z.string().optional(), display: z.string().optional() });
const identifier = z.looseObject({ system: z.string().optional(), value: z.string().optional() });

export const task = z.looseObject({
  resourceType: z.literal('Task'),
  id: z.string(),
  meta: z.looseObject({ versionId: z.string(), lastUpdated: z.string().optional() }),
  identifier: z.array(identifier).optional(),
  status: z.string(),
  statusReason: concept.optional(),
  businessStatus: concept.optional(),
  code: concept.optional(),
  focus: reference.optional(),
  for: reference.optional(),
  owner: reference.optional(),
  requester: reference.optional(),
  partOf: z.array(reference).optional(),
  extension: z.array(z.looseObject({ url: z.string() })).optional(),
  output: z.array(z.looseObject({ type: concept, valueCodeableConcept: concept.optional() })).optional(),
});
export type Task = z.infer<typeof task>;

export const communication = z.looseObject({
  resourceType: z.literal('Communication'),
  id: z.string().optional(),
  identifier: z.array(identifier).optional(),
  topic: concept.optional(),
  about: z.array(z.looseObject({ identifier: identifier.optional() })).optional(),
  recipient: z.array(reference).optional(),
  reasonCode: z.array(concept).optional(),
  payload: z.array(z.looseObject({ contentString: z.string().optional() })).optional(),
});
export type Communication = z.infer<typeof communication>;

export const bundle = z.looseObject({
  resourceType: z.literal('Bundle'),
  type: z.string(),
  entry: z
    .array(
      z.looseObject({
        resource: z.looseObject({ resourceType: z.string(), id: z.string().optional() }).optional(),
        response: z.looseObject({ status: z.string(), location: z.string().optional() }).optional(),
      }),
    )
    .default([]),
  link: z.array(z.object({ relation: z.string(), url: z.string() })).optional(),
});

export const tasksOf = (value: unknown): Task[] =>
  bundle
    .parse(value)
    .entry.map(({ resource }) => task.safeParse(resource))
    .flatMap(({ data }) => (data ? [data] : []));

/** `HO-7K3M-2P4X`: what people say on the telephone. */
export const referenceOf = (of: Task): string | undefined =>
  of.identifier?.find((i) => i.system === systems.reference)?.value;

/** Ids of one referral begin alike: `<referral>.t2` belongs to `<referral>.t1`. */
export const referralOf = (id: string): string => id.slice(0, id.indexOf('.'));

/** Where a create says that it put the new resource: `ServiceRequest/<id>/_history/1` to `ServiceRequest/<id>`. */
export const locationsOf = (value: unknown): string[] =>
  bundle.parse(value).entry.flatMap(({ response }) => {
    const found = /([A-Z][A-Za-z]+\/[A-Za-z0-9.-]+)(?:\/_history\/\d+)?$/.exec(response?.location ?? '')?.[1];
    return found ? [found] : [];
  });
