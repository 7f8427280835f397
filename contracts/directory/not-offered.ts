/**
 * Why a service that another tool ranked is not offered to this person now; nothing of it says more of the person than their
 * coordinator knows. Marked on each entry of the list, by extension `not-offered`.
 */
export const notOffered = {
  'unknown-service': 'No service of the directory has this id',
  closed: 'It is closed, or gone from its directory',
  'too-young': 'It is for older people',
  'too-old': 'It is for younger people',
  'too-far': 'It is too far from where the person lives',
  full: 'It said that it is full',
  'switched-off': 'It takes nobody new at the moment',
  'asked-before': 'It was asked for this person already',
  'not-wanted': 'The person was told of it, and did not want it',
  objected: 'The person does not want to be with them',
  'not-suitable': 'Somebody who considered the risks found it not suitable for this person',
  'not-checked-for-minors': 'The person is under 18, and it was not checked for that',
  'after-five': 'It comes after the five that are shown at once',
} as const;
export type NotOffered = keyof typeof notOffered;

/** A longer list is refused: nobody chooses among more, and each is looked at. */
export const mostRanked = 20;
