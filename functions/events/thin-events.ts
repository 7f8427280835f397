import type { Task } from 'fhir/r4.js';
import { cloudEventType, thinEventSchema } from '../../contracts/events/event-types.ts';
import type { ThinEvent } from '../../contracts/events/thin-event.ts';
import { taskIdIn } from '../../contracts/ids.ts';
import { systems } from '../../contracts/systems.ts';
import { businessStatusOf, statusOf } from '../domain/coding.ts';
import { isUnseenByReferrer } from '../domain/measures/as-referrer-sees.ts';
import { findTask } from '../domain/parties.ts';
import { organisation, organisationOf } from '../domain/referral.ts';
import { wasSent } from '../domain/tasks/never-sent.ts';
import type { Loaded } from '../usecases/ports.ts';

/**
 * The events of one version. Pure: the same version gives the same events with the same ids, so that publishing again
 * is harmless.
 */
export const thinEventsOf = ({ head, referral }: Pick<Loaded, 'head' | 'referral'>): ThinEvent[] =>
  head.events.map((event, n) => {
    const found = findTask(referral, taskIdIn(event.task) ?? '');
    if (!found) throw new Error(`Version ${head.version} of ${referral.id} tells of a Task that it does not hold`);
    const { task } = found;
    return {
      specversion: '1.0',
      id: `${referral.id}/${head.version}/${n}`,
      type: cloudEventType(event.type),
      source: 'handover',
      subject: `Task/${task.id}`,
      time: head.at,
      datacontenttype: 'application/json',
      dataschema: thinEventSchema,
      data: {
        referral: referral.id,
        version: head.version,
        organisations: readersOf(task, head.version),
        correlation: head.correlation,
        task: idOnly(task),
      },
    };
  });

/** Requester and owner of a Task read it; nobody else hears of it, not even that it exists. A draft is its requester's. */
const readersOf = (task: Task, version: number): string[] => {
  const isUnseen = isUnseenByReferrer(task) && task.meta?.versionId === String(version);
  const readers = wasSent(task) ? [isUnseen ? undefined : task.requester, task.owner] : [task.requester];
  return [...new Set(readers.map(organisationOf).filter((code) => code !== undefined))];
};

/** Names each element that it lets out. A requester that is a person, not an organisation, is left away. */
const idOnly = (task: Task): ThinEvent['data']['task'] => {
  const businessStatus = businessStatusOf(task);
  const parent = task.partOf?.[0]?.reference;
  const owner = organisationOf(task.owner);
  const requester = organisationOf(task.requester);
  return {
    resourceType: 'Task',
    id: task.id ?? '',
    meta: { versionId: task.meta?.versionId ?? '' },
    status: statusOf(task),
    ...(businessStatus
      ? { businessStatus: { coding: [{ system: systems.businessStatus, code: businessStatus }] } }
      : {}),
    intent: 'order',
    ...(task.focus?.reference ? { focus: { reference: task.focus.reference } } : {}),
    ...(parent ? { partOf: [{ reference: parent }] } : {}),
    ...(owner ? { owner: organisation(owner) } : {}),
    ...(requester ? { requester: organisation(requester) } : {}),
  };
};
