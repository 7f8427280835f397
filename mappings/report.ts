import type { Communication } from 'fhir/r4.js';
import { senderOf } from '../functions/domain/said/correspondence.ts';
import { allow } from './allow-list.ts';

const reported = ['resourceType', 'id', 'meta', 'status', 'category', 'topic', 'sender', 'sent'] as const;

/**
 * What became known of the person, to whoever reported it and to nobody else but the coordinator. Beside what it is about it
 * names what was called off because of it: that is left away.
 */
export const showReport = (report: Communication, organisation: string | undefined): Communication | undefined =>
  organisation !== undefined && senderOf(report) === organisation
    ? { ...allow(report, reported), about: (report.about ?? []).slice(0, 1).map((a) => allow(a, ['reference'])) }
    : undefined;
