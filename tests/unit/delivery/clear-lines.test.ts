import { expect, test } from 'vitest';
import { clearForAMoment } from '../../../functions/delivery/clear-lines.ts';
import { gates } from '../../../functions/delivery/gate.ts';
import type { LineRows } from '../../../functions/views/line-rows.ts';
import { linesInMemory } from './way-out-in-memory.ts';

const county = () => {
  let now = Date.parse('2026-11-02T10:00:00.000Z');
  const clock = () => new Date(now).toISOString();
  const lines = linesInMemory();
  let reads = 0;
  const counted: LineRows = {
    ...lines,
    read: (organisation) => {
      reads += 1;
      return lines.read(organisation);
    },
  };
  return {
    /** An environment of the sender: each has a memory of its own. */
    sender: () => gates({ lines: clearForAMoment(counted, clock), clock }),
    later: (ms: number) => {
      now += ms;
    },
    line: () => lines.read('CWS01'),
    reads: () => reads,
  };
};
const failed = { answered: false, milliseconds: 20 };
const clear = { line: 'CWS01', clear: true };
const broken = async (sender: ReturnType<typeof gates>): Promise<void> => {
  for (let n = 0; n < 20; n += 1) await sender.left(failed, clear);
};

test('that a recipient has no line is read once a second', async () => {
  const { sender, later, reads } = county();
  const one = sender();
  for (let n = 0; n < 50; n += 1) expect(await one.enter('CWS01', false)).toEqual({ kind: 'go', pass: clear });
  expect(reads()).toBe(1);
  later(1_000);
  await one.enter('CWS01', false);
  expect(reads()).toBe(2);
});

test('who broke a line knows at once, and everybody else within a second', async () => {
  const { sender, later } = county();
  const [one, other] = [sender(), sender()];
  await other.enter('CWS01', false);
  await one.enter('CWS01', false);
  await broken(one);
  expect((await one.enter('CWS01', false)).kind).not.toBe('go');
  expect((await other.enter('CWS01', false)).kind).toBe('go');
  later(1_000);
  expect((await other.enter('CWS01', false)).kind).not.toBe('go');
});

test('what a sender that knows of no line has to say of a try is added to the line that there is', async () => {
  const { sender, line } = county();
  const [one, other] = [sender(), sender()];
  await other.enter('CWS01', false);
  await one.left(failed, clear);
  const before = (await line())?.failures ?? 0;
  await other.left(failed, clear);
  expect((await line())?.failures).toBe(before + 1);
});
