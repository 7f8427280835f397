import type { Extension, Task } from 'fhir/r4.js';
import type { Team } from '../../../contracts/areas/teams.ts';
import { extensions, systems } from '../../../contracts/systems.ts';

export const isLocalTeam = ({ url }: Extension): boolean => url === extensions.localTeam;

/** Code of the local team on T1; undefined where nobody could tell yet, or the service is one. */
export const teamOf = ({ extension = [] }: Task): string | undefined => {
  const { identifier } = extension.find(isLocalTeam)?.valueReference ?? {};
  return identifier?.system === systems.team ? identifier.value : undefined;
};

export const teamExtension = ({ code, name }: Pick<Team, 'code' | 'name'>): Extension => ({
  url: extensions.localTeam,
  valueReference: { identifier: { system: systems.team, value: code }, display: name },
});
