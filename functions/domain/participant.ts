/** What kind of organisation takes part; decides whether permission is needed (DESIGN 4). */
export type ParticipantKind = 'practice' | 'coordinator' | 'voluntary' | 'council';

/** How much of a person an organisation sees (DESIGN 4, tiers). */
export type Tier = 'name-only' | 'contact' | 'purpose' | 'full';
