import { teamsOf } from './teams.ts';
import { thisArea } from './this-area.ts';

/** The local teams of the service of the area that this hub is for; empty: it is one. */
export const thisTeams = teamsOf(thisArea);
