import { randomUUID } from 'node:crypto';
import { systems } from '../../../contracts/systems.ts';
import { referralBundle } from './hub.ts';

export const names = {
  patient: 'urn:uuid:5b2a1f0c-6a0e-4c0b-9c61-2f6b2a7b7c01',
  request: 'urn:uuid:5b2a1f0c-6a0e-4c0b-9c61-2f6b2a7b7c02',
  task: 'urn:uuid:5b2a1f0c-6a0e-4c0b-9c61-2f6b2a7b7c03',
};
export const mine = { system: 'https://practice.example/Id/task', value: 'T-17' };

/** A referral with the sender's own Task. */
export const withTask = (task: object = {}, ...more: object[]) => withOwnTask(referralBundle(), task, ...more);

export const withOwnTask = (referral: object, task: object, ...more: object[]) => {
  const { entry, ...bundle } = referral as { entry: object[] };
  const own = {
    resourceType: 'Task',
    identifier: [mine],
    status: 'requested',
    intent: 'order',
    code: { coding: [{ system: systems.taskCode, code: 'fulfill' }] },
    focus: { reference: names.request },
    for: { reference: names.patient },
    authoredOn: '2026-11-20T10:15:00Z',
    requester: { reference: 'Organization/L99901' },
    ...task,
  };
  const post = (resource: object, fullUrl: string) => ({ fullUrl, resource, request: { method: 'POST', url: 'Task' } });
  return {
    ...bundle,
    entry: [...entry, post(own, names.task), ...more.map((r) => post(r, `urn:uuid:${randomUUID()}`))],
  };
};
