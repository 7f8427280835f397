import type {
  Appointment,
  Coding,
  Communication,
  Consent,
  FhirResource,
  Flag,
  Patient,
  QuestionnaireResponse,
  ServiceRequest,
  Task,
} from 'fhir/r4.js';
import { systems } from '../../../contracts/systems.ts';

/** An onward request and the meetings that belong to it. */
export interface Onward {
  readonly task: Task;
  readonly meetings: readonly Appointment[];
}

/** How a referral stood: its resources, sorted into their parts anew. */
export interface State {
  readonly version: number;
  readonly at: string;
  readonly task: Task;
  readonly patient: Patient | undefined;
  readonly onward: readonly Onward[];
  /** Requests to stop. */
  readonly aborts: readonly Task[];
  readonly said: readonly Communication[];
  /** What the person permits, and what they object to. */
  readonly consents: readonly Consent[];
  readonly requests: readonly ServiceRequest[];
  /** What a sender, or the hub, says is to be careful of. */
  readonly flags: readonly Flag[];
  /** What the person answered to questionnaires. */
  readonly answers: readonly QuestionnaireResponse[];
  /** Since when each Task has its status, by id. */
  readonly since: ReadonlyMap<string, string>;
}

export const codeOf = (system: string, concept: { coding?: Coding[] } | undefined): string | undefined =>
  concept?.coding?.find((c) => c.system === system)?.code;

/** What record of ours it is. */
export const recordOf = ({ category }: Communication): string | undefined =>
  category?.map((c) => codeOf(systems.recordKind, c)).find((code) => code !== undefined);

/** What a message to whoever referred is about; undefined: it is none. */
export const topicOf = (said: Communication): string | undefined =>
  recordOf(said) === 'practice-message' ? codeOf(systems.practiceMessage, said.topic) : undefined;

/** `Organization/L99901` to `L99901`. */
export const codeIn = (reference: { reference?: string } | undefined): string =>
  reference?.reference?.replace(/^Organization\//, '') ?? '';

export const isAbout = ({ about }: Communication, { id }: Task): boolean =>
  about?.some((a) => a.reference === `Task/${id}`) ?? false;

export const hasEnded = ({ status }: Task): boolean =>
  ['completed', 'rejected', 'cancelled', 'failed', 'entered-in-error'].includes(status);

/** Open ends when a person has acknowledged the last message, not before (DESIGN 4). */
export const isOpen = ({ task, said }: State): boolean =>
  !hasEnded(task) ||
  said.some((one) => one.received === undefined && ['closing', 'refused'].includes(topicOf(one) ?? ''));

interface Version {
  readonly at: string;
  readonly changed: readonly FhirResource[];
}

/** The state as of each version, in order. */
export const statesOf = (id: string, versions: readonly Version[]): State[] => {
  const newest = new Map<string, FhirResource>();
  const since = new Map<string, string>();
  return versions.flatMap(({ at, changed }, n) => {
    for (const resource of changed) {
      const name = `${resource.resourceType}/${resource.id}`;
      const before = newest.get(name);
      const statusBefore = before?.resourceType === 'Task' ? before.status : undefined;
      if (resource.resourceType === 'Task' && resource.status !== statusBefore) since.set(resource.id ?? '', at);
      newest.set(name, resource);
    }
    const all = [...newest.values()].filter((r) => !/\.x\d+$/.test(r.id ?? ''));
    const tasks = all.filter((r) => r.resourceType === 'Task');
    const meetings = all.filter((r) => r.resourceType === 'Appointment');
    const task = tasks.find((t) => t.id === `${id}.t1`);
    const isAbort = (one: Task): boolean => codeOf(systems.taskCode, one.code) === 'abort';
    if (!task) return [];
    return [
      {
        ...{ version: n + 1, at, task, since: new Map(since), aborts: tasks.filter(isAbort) },
        onward: tasks
          .filter((one) => one !== task && !isAbort(one))
          .map((one) => ({ task: one, meetings: meetings.filter((m) => belongs(m, one)).sort(byStart) })),
        patient: all.find((r) => r.resourceType === 'Patient'),
        said: all.filter((r) => r.resourceType === 'Communication'),
        consents: all.filter((r) => r.resourceType === 'Consent'),
        requests: all.filter((r) => r.resourceType === 'ServiceRequest'),
        flags: [...newest.values()].filter((r) => r.resourceType === 'Flag'),
        answers: all.filter((r) => r.resourceType === 'QuestionnaireResponse'),
      },
    ];
  });
};

const byStart = (a: Appointment, b: Appointment): number => (a.start ?? '').localeCompare(b.start ?? '');

const belongs = ({ supportingInformation }: Appointment, { id }: Task): boolean =>
  supportingInformation?.some((s) => s.reference === `Task/${id}`) ?? false;
