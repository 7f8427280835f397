/** Words about places that people wait for. */
export const waiting = {
  samePerson: 'Somebody else asked for this person too. Speak to them once about both:',
  waits: (place: number | undefined, review: string | undefined) =>
    ['On their waiting list', place ? `place ${place}` : undefined, review ? `looked at again on ${review}` : undefined]
      .filter((part) => part !== undefined)
      .join(', '),
};
