import { describe, expect, test } from 'vitest';
import { taskStatuses } from '../../../contracts/lifecycle/statuses.ts';
import { transitions } from '../../../contracts/lifecycle/transitions.ts';
import { stateDiagram, withStateDiagrams } from '../../../infra/build/state-diagram.ts';

test('the diagram of an onward request is the table, drawn', () => {
  expect(stateDiagram('onward')).toMatchInlineSnapshot(`
    "stateDiagram-v2
      state "in-progress" as in_progress
      state "on-hold" as on_hold
      state "entered-in-error" as entered_in_error
      [*] --> draft: draft (coordinator)
      [*] --> requested: request (coordinator)
      draft --> requested: request (coordinator)
      requested --> accepted: accept (partner)
      requested --> rejected: decline (partner)
      requested --> cancelled: cancel (coordinator, hub)
      draft --> cancelled: cancel (coordinator)
      accepted --> in_progress: start (partner, hub)
      accepted --> on_hold: hold (partner)
      accepted --> cancelled: cancel (coordinator, partner, hub)
      in_progress --> on_hold: hold (partner, hub)
      on_hold --> in_progress: resume (partner, hub)
      accepted --> completed: complete (partner, hub)
      in_progress --> completed: complete (partner, hub)
      on_hold --> completed: complete (partner, hub)
      accepted --> failed: fail (partner)
      in_progress --> failed: fail (partner)
      on_hold --> failed: fail (partner)
      in_progress --> cancelled: withdraw (partner) / cancel (coordinator)
      on_hold --> cancelled: withdraw (partner) / cancel (coordinator)
      rejected --> [*]
      cancelled --> [*]
      completed --> [*]
      failed --> [*]
      entered_in_error --> [*]
      note right of entered_in_error
        recall (coordinator, hub), from every other status
      end note
    "
  `);
});

describe.each(['referral', 'onward'] as const)('the diagram of a %s', (level) => {
  const lines = stateDiagram(level)
    .split('\n')
    .map((line) => line.trim());
  const rows = transitions.filter((t) => t.on.includes(level));
  const node = (status: string) => (status === 'new' ? '[*]' : status.replaceAll('-', '_'));

  test('has an arrow with its action for every row, or a note for what is possible from anywhere', () => {
    for (const { from, to, action } of rows.filter((t) => t.action !== 'recall')) {
      for (const status of from) {
        const arrow = lines.find((line) => line.startsWith(`${node(status)} --> ${node(to)}:`));
        expect(arrow).toContain(`${action} (`);
      }
    }
    expect(lines.filter((line) => line.includes('recall'))).toEqual([
      expect.stringMatching(/from every other status$/),
    ]);
  });

  test('has no arrow that no row has', () => {
    const drawn = lines.filter((line) => / --> .*:/.test(line)).map((line) => line.split(':')[0]);
    const real = new Set(rows.flatMap((t) => t.from.map((from) => `${node(from)} --> ${node(t.to)}`)));
    for (const arrow of drawn) expect(real).toContain(arrow);
    expect(new Set(drawn).size).toBe(drawn.length);
  });

  test('names every status that is drawn, and who acts', () => {
    for (const status of taskStatuses) expect(lines.some((line) => line.includes(node(status)))).toBe(true);
    const who = level === 'referral' ? ['referrer', 'coordinator'] : ['coordinator', 'partner'];
    for (const party of who) expect(lines.join()).toContain(party);
    expect(lines.join()).not.toMatch(/requester|owner/);
  });
});

test('is put between its marks, again and again the same, and nothing else is touched', () => {
  const marked = '# A\n<!-- states of onward: npm run docs -->\nold\n<!-- end of states of onward -->\nrest';
  const once = withStateDiagrams(marked);
  expect(once).toBe(
    `# A\n<!-- states of onward: npm run docs -->\n\`\`\`mermaid\n${stateDiagram('onward')}\`\`\`\n<!-- end of states of onward -->\nrest`,
  );
  expect(withStateDiagrams(once)).toBe(once);
  expect(withStateDiagrams('no marks')).toBe('no marks');
});
