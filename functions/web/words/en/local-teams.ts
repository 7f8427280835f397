/** Words about the local teams of one service. */
export const localTeams = {
  team: 'Local team',
  none: 'nobody could tell yet',
  unplaced: 'With no local team yet',
  show: 'Which local team',
  every: 'All teams',
  move: 'Say which local team it is for',
  which: 'The local team it is for from now on',
  moved: 'Nobody of the team that had it stays responsible: the new team says whose it is.',
  nobody: 'nobody is here today',
  covered: (names: string) => `nobody of its own is here today; others see to it: ${names}`,
  people: 'Where people wait, by local team',
};
