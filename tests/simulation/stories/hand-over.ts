import type { Person } from '../county/wellbeing.ts';
import type { Agenda } from '../harness/agenda.ts';
import type { Operator } from '../harness/operator.ts';

/** Who works at the service: one of them leaves half way. */
export const leaves: Person = { code: 'tom', name: 'Tom Hale' };
export const takesOver: Person = { code: 'priya', name: 'Priya Shah' };

/** All that is the one's becomes the other's, in one step, on a day at noon. */
export const handOver = async (agenda: Agenda, operator: Operator, at: number): Promise<void> => {
  await agenda.until(at);
  await operator.handOver(leaves.code, takesOver.code);
};
