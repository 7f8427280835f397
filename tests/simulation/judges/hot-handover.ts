import type { Task } from 'fhir/r4.js';
import { extensions, systems } from '../../../contracts/systems.ts';
import type { Evidence, Finding } from './book.ts';
import type { Onward } from './state.ts';

const hasResult = ({ output }: Task): boolean =>
  output?.some((o) =>
    o.type.coding?.some((c) => c.system === systems.taskOutput && c.code === 'first-meeting-result'),
  ) ?? false;

const isHandedOver = ({ task, meetings }: Onward): boolean =>
  hasResult(task) && meetings.some((m) => m.extension?.some((e) => e.url === extensions.signedUpBy && e.valueString));

/** Read from the raw resources: nothing closed without the meeting, who signed the person up, and the result (DESIGN 4). */
export const hotHandover = ({ books }: Evidence): Finding => {
  const faults: string[] = [];
  let closed = 0;
  for (const { id, states } of books) {
    const at = states.find((state) => state.task.status === 'completed');
    if (!at) continue;
    closed += 1;
    for (const onward of at.onward) {
      const accepted = states.some((s) =>
        s.onward.some((o) => o.task.id === onward.task.id && o.task.status === 'accepted'),
      );
      const spoken = at.said.some((c) => c.about?.some((a) => a.reference === `Task/${onward.task.id}`));
      const endedEarly = onward.meetings.length === 0 && onward.task.statusReason?.text !== undefined && spoken;
      if (accepted && !isHandedOver(onward) && !endedEarly)
        faults.push(`${id} closed without the handover of ${onward.task.id}`);
    }
  }
  return { figures: `${closed} closed`, faults };
};
