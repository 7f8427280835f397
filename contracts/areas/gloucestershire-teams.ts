import type { Team } from './teams.ts';

/**
 * One team for each district: the demonstration's. Which bodies run which teams, and where their borders are, only the service can
 * say; a real deployment lists every practice of the county, so that postcodes decide for few.
 */
export const gloucestershireTeams: readonly Team[] = [
  { code: 'gloucester', name: 'Gloucester', practices: ['L99902'], postcodes: ['GL1', 'GL2', 'GL4'] },
  { code: 'cheltenham', name: 'Cheltenham', practices: [], postcodes: ['GL50', 'GL51', 'GL52', 'GL53'] },
  { code: 'tewkesbury', name: 'Tewkesbury', practices: ['L99901', 'L99903'], postcodes: ['GL3', 'GL19', 'GL20'] },
  { code: 'forest', name: 'Forest of Dean', practices: [], postcodes: ['GL14', 'GL15', 'GL16', 'GL17', 'GL18'] },
  {
    // GL2 7 is Frampton on Severn and around it; the rest of GL2 is Gloucester's.
    ...{ code: 'stroud', name: 'Stroud', practices: [] },
    postcodes: ['GL2 7', 'GL5', 'GL6', 'GL10', 'GL11', 'GL12', 'GL13'],
  },
  { code: 'cotswold', name: 'Cotswold', practices: [], postcodes: ['GL7', 'GL8', 'GL54', 'GL55', 'GL56'] },
];
