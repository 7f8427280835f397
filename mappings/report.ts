import type { Communication } from 'fhir/r4.js';
import { senderOf } from '../functions/domain/said/correspondence.ts';
import { allow } from './allow-list.ts';
import { elementsIn, type Named } from './named.ts';

export const reported = [
  {
    why: 'to see what it reported of the person itself, as a code, and whether that stands',
    elements: ['resourceType', 'id', 'meta', 'status', 'category', 'topic', 'sender', 'sent'],
  },
] as const satisfies readonly Named<keyof Communication>[];

/** The first that it is about, by reference alone. */
export const reportedAbout = [
  { why: 'to know which request it is about', elements: ['about.reference'] },
] as const satisfies readonly Named[];

/**
 * What became known of the person, to whoever reported it and to nobody else but the coordinator. Beside what it is about it
 * names what was called off because of it: that is left away.
 */
export const showReport = (report: Communication, organisation: string | undefined): Communication | undefined =>
  organisation !== undefined && senderOf(report) === organisation
    ? {
        ...allow(report, elementsIn(reported)),
        about: (report.about ?? []).slice(0, 1).map((a) => allow(a, ['reference'])),
      }
    : undefined;

/**
 * To who does not care for the person: whether it was known already, is confirmed by now, is over, or came after the end is not
 * theirs to know. Else a report would be a question, and its status, its version or its instant the answer. That it is wrong they hear.
 */
export const showReportAlone = (report: Communication, organisation: string | undefined): Communication | undefined =>
  showReport(report.status === 'entered-in-error' ? report : asReported(report), organisation);

const asReported = (report: Communication): Communication => ({
  ...report,
  status: 'in-progress',
  meta: { versionId: '1', ...(report.sent ? { lastUpdated: report.sent } : {}) },
});
