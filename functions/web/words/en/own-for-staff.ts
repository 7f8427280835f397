/** What link workers read about the person's own page, card and letter. */
export const ownForStaff = {
  title: 'Their own page, card and letter',
  isOn: 'They have a page of their own. Its link goes with what is sent to them.',
  isNotLedTo:
    'They can have a page of their own, and nothing that is sent to them leads there, as they did not say that it may name the group. Ask them.',
  isOff: 'They have no page of their own.',
  why: 'Somebody at home may see a screen. Give it only after you have asked them.',
  off: 'Close their own page',
  on: 'Give them a page of their own',
  sure: 'I asked them: they can open it where nobody sees it who should not.',
  paper: { card: 'Card to print', 'card-large': 'Card in large print', letter: 'Letter to print' },
  names: 'It says with which group and where, as they agreed. Send it by post only if post is safe for them.',
  namesNobody:
    'It names no group and no place, as they did not say that what is sent to them may. Ask them, and note it with their details. Send it by post only if post is safe for them.',
  notChecked:
    'No speaker of this language has read these words yet. Have one read them before you give the paper to anybody. This line is not printed.',
  noLanguage: 'Nobody has written this in a language that they read. Ring them with an interpreter.',
} as const;
