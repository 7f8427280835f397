import type { Team } from '../teams.ts';

/**
 * Worcestershire's 14 neighbourhood teams, for 30,000 to 50,000 people each: seven in the south, three in Wyre Forest, four in
 * Redditch and Bromsgrove (users.md S53). Where a town has two, and how the last four share theirs, is made up; so are the codes
 * of practices. Worcester and Kidderminster share their outward codes as real neighbours do: by sector.
 */
export const worcestershireTeams: readonly Team[] = [
  {
    ...{ code: 'worcester-one', name: 'Worcester one', practices: ['M99801', 'M99802'] },
    postcodes: ['WR1', 'WR3', 'WR4'],
  },
  {
    ...{ code: 'worcester-two', name: 'Worcester two', practices: ['M99803', 'M99804'] },
    postcodes: ['WR2', 'WR5', 'WR4 0'],
  },
  { code: 'malvern', name: 'Malvern', practices: ['M99805', 'M99806'], postcodes: ['WR8', 'WR13', 'WR14'] },
  { code: 'pershore', name: 'Pershore', practices: ['M99807', 'M99808'], postcodes: ['WR7', 'WR10'] },
  { code: 'evesham', name: 'Evesham', practices: ['M99809', 'M99810'], postcodes: ['WR11', 'WR12'] },
  { code: 'droitwich-ombersley', name: 'Droitwich & Ombersley', practices: ['M99811', 'M99812'], postcodes: ['WR9'] },
  {
    ...{ code: 'tenbury-great-witley', name: 'Tenbury Wells & Great Witley', practices: ['M99813', 'M99814'] },
    postcodes: ['WR6', 'WR15'],
  },
  {
    ...{ code: 'kidderminster-one', name: 'Kidderminster one', practices: ['M99815', 'M99816'] },
    postcodes: ['DY10'],
  },
  {
    ...{ code: 'kidderminster-two', name: 'Kidderminster two', practices: ['M99817', 'M99818'] },
    postcodes: ['DY11', 'DY10 1'],
  },
  { code: 'stourport', name: 'Stourport', practices: ['M99819', 'M99820'], postcodes: ['DY12', 'DY13'] },
  { code: 'redditch-one', name: 'Redditch one', practices: ['M99821', 'M99822'], postcodes: ['B97', 'B96'] },
  { code: 'redditch-two', name: 'Redditch two', practices: ['M99823', 'M99824'], postcodes: ['B98'] },
  { code: 'bromsgrove-one', name: 'Bromsgrove one', practices: ['M99825', 'M99826'], postcodes: ['B60', 'B48'] },
  { code: 'bromsgrove-two', name: 'Bromsgrove two', practices: ['M99827', 'M99828'], postcodes: ['B61'] },
];
