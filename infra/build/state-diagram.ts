import { isTerminal, type TaskStatus, taskStatuses } from '../../contracts/lifecycle/statuses.ts';
import { type TaskLevel, type TaskParty, type Transition, transitions } from '../../contracts/lifecycle/transitions.ts';
import { withSection } from './section.ts';

/** Who the parties of a Task are called, for those who read the picture. */
const parties: Record<'referral' | 'onward', Record<TaskParty, string>> = {
  referral: { requester: 'referrer', owner: 'coordinator', hub: 'hub' },
  onward: { requester: 'coordinator', owner: 'partner', hub: 'hub' },
};
type DrawnLevel = Extract<TaskLevel, keyof typeof parties>;

type Node = TaskStatus | 'new';
/** Mermaid takes no hyphen in the name of a state. */
const nodeOf = (status: Node): string => (status === 'new' ? '[*]' : status.replaceAll('-', '_'));

/** A move from every other status, drawn once as a note: nine arrows would hide the rest. */
const isFromAnywhere = ({ from, to }: Transition): boolean =>
  taskStatuses.every((status) => status === to || from.includes(status));

const labelOf = ({ action, by }: Transition, level: DrawnLevel): string =>
  `${action} (${by.map((party) => parties[level][party]).join(', ')})`;

const arrows = (rows: readonly Transition[], level: DrawnLevel): string[] => {
  const labels = new Map<string, string[]>();
  for (const row of rows) {
    for (const from of row.from) {
      const arrow = `${nodeOf(from)} --> ${nodeOf(row.to)}`;
      labels.set(arrow, [...(labels.get(arrow) ?? []), labelOf(row, level)]);
    }
  }
  return [...labels].map(([arrow, says]) => `${arrow}: ${says.join(' / ')}`);
};

const note = (row: Transition, level: DrawnLevel): string[] => [
  `note right of ${nodeOf(row.to)}`,
  `  ${labelOf(row, level)}, from every other status`,
  'end note',
];

/** The life of a Task as the transition table has it, in the order of the table: Mermaid text, the same each time. */
export const stateDiagram = (level: DrawnLevel): string => {
  const rows = transitions.filter((t) => t.on.includes(level));
  const reached = taskStatuses.filter((status) => rows.some((t) => t.to === status));
  const lines = [
    ...reached.filter((s) => s.includes('-')).map((s) => `state "${s}" as ${nodeOf(s)}`),
    ...arrows(
      rows.filter((t) => !isFromAnywhere(t)),
      level,
    ),
    ...reached.filter(isTerminal).map((s) => `${nodeOf(s)} --> [*]`),
    ...rows.filter(isFromAnywhere).flatMap((row) => note(row, level)),
  ];
  return ['stateDiagram-v2', ...lines.map((line) => `  ${line}`), ''].join('\n');
};

/** A document with the diagrams put between their marks; a level without marks is left out. */
export const withStateDiagrams = (document: string): string =>
  (['referral', 'onward'] as const).reduce(
    (text, level) => withSection(text, `states of ${level}`, `\`\`\`mermaid\n${stateDiagram(level)}\`\`\`\n`),
    document,
  );
