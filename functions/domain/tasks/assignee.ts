import type { Extension, Task } from 'fhir/r4.js';
import { extensions, systems } from '../../../contracts/systems.ts';

/** Whose case it is at the coordinator: a code of its own staff, and the name that people know. */
export interface Assignee {
  readonly code: string;
  readonly name?: string;
}

export const isAssignee = ({ url }: Extension): boolean => url === extensions.assignee;

/** A code of a coordinator's staff: visible characters, and never digits that could be an NHS number. */
export const isStaffCode = (code: string): boolean => /^[\x21-\x7e]{1,64}$/.test(code) && !/^\d{10}$/.test(code);

/** The coordinator's person on T1; undefined where it is the team's. */
export const assigneeOf = ({ extension = [] }: Task): Assignee | undefined => {
  const { identifier, display } = extension.find(isAssignee)?.valueReference ?? {};
  if (identifier?.system !== systems.staff || identifier.value === undefined) return undefined;
  return { code: identifier.value, ...(display === undefined ? {} : { name: display }) };
};

const title = /^(?:mr|mrs|ms|miss|mx|dr|prof|professor|rev|sir|dame|sister|nurse)\.?$/i;

/**
 * How the person asks for them: the given name alone, as people are called (DESIGN 4). Of "Priya Shah, link worker" and "Shah, Priya" it is
 * Priya; undefined where no given name is among it, as in "Mrs Shah": then one asks for us.
 */
export const givenNameOf = (display: string | undefined): string | undefined => {
  const [first = [], second = []] = (display ?? '')
    .split(',')
    .map((part) => part.split(/\s+/).filter((word) => word !== ''));
  const words = first.length === 1 && second.length > 0 ? second : first;
  const names = words.filter((word) => !title.test(word));
  return names.length === 0 || (names.length === 1 && words.length > 1) ? undefined : names[0];
};

export const assigneeExtension = ({ code, name }: Assignee): Extension => ({
  url: extensions.assignee,
  valueReference: {
    identifier: { system: systems.staff, value: code },
    ...(name === undefined ? {} : { display: name }),
  },
});
