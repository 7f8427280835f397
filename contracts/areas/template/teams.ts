import type { Team } from '../teams.ts';

/** Local teams of the service: every practice and every outward code of the area in exactly one. An empty list: the service is one. */
export const templateTeams: readonly Team[] = [
  { code: 'north', name: 'North', practices: ['Q99901', 'Q99902'], postcodes: ['QQ1', 'QQ2', 'QQ9'] },
  // QQ2 is shared: one sector of it is the south's.
  { code: 'south', name: 'South', practices: ['Q99903'], postcodes: ['QQ2 7', 'QQ3'] },
];
