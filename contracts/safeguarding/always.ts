/** Whom to ring at any hour, whatever an area configures: nobody can take these away. */
export const always = [
  { who: 'Danger to life, or a crime that is happening now', telephone: '999' },
  { who: 'Urgent medical help, or a mental health crisis', telephone: '111' },
] as const;
