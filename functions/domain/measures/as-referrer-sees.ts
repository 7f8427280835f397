import type { FhirResource, Task } from 'fhir/r4.js';
import { extensions } from '../../../contracts/systems.ts';
import type { Action } from '../decide/actions.ts';

const isMark = ({ url }: { readonly url: string }): boolean => url === extensions.asReferrerSees;

const without = (task: Task): Task => {
  const { extension = [], ...rest } = task;
  const kept = extension.filter((one) => !isMark(one));
  return kept.length > 0 ? { ...rest, extension: kept } : rest;
};

const markOf = ({ extension, meta, lastModified }: Task) =>
  extension?.find(isMark) ?? {
    url: extensions.asReferrerSees,
    extension: [
      { url: 'version', valueString: meta?.versionId ?? '' },
      ...(meta?.lastUpdated ? [{ url: 'updated', valueInstant: meta.lastUpdated }] : []),
      ...(lastModified ? [{ url: 'modified', valueInstant: lastModified }] : []),
    ],
  };

/**
 * T1 as a version leaves it. A measure is none of the referrer's (contracts/measures), and T1 has it among its outputs: as long as
 * nothing else moves T1, it keeps by which version and instant its referrer knows it. `before`: T1 before that version.
 */
export const keepingShown =
  (before: Task, actions: readonly Action[]) =>
  (resource: FhirResource): FhirResource => {
    if (resource.resourceType !== 'Task' || resource.id !== before.id) return resource;
    const bare = without(resource);
    return actions.every(({ kind }) => kind === 'record-measure')
      ? { ...bare, extension: [...(bare.extension ?? []), markOf(before)] }
      : bare;
  };

/** Whether the last that moved it is none of its referrer's. */
export const isUnseenByReferrer = ({ extension = [] }: Task): boolean => extension.some(isMark);

/** T1 by the version and instants by which its referrer knows it. */
export const asReferrerSees = (task: Task): Task => {
  const mark = task.extension?.find(isMark)?.extension;
  if (!mark) return task;
  const part = (name: string) => mark.find(({ url }) => url === name);
  const { lastModified: _, ...rest } = task;
  const [versionId, lastUpdated] = [part('version')?.valueString, part('updated')?.valueInstant];
  const modified = part('modified')?.valueInstant;
  return {
    ...rest,
    meta: { ...task.meta, ...(versionId ? { versionId } : {}), ...(lastUpdated ? { lastUpdated } : {}) },
    ...(modified ? { lastModified: modified } : {}),
  };
};
