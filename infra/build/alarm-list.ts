import { z } from 'zod';
import { deployedResources } from './deployed-resources.ts';
import { table, withSection } from './section.ts';

interface ListedAlarm {
  readonly id: string;
  readonly says: string;
  readonly section: string;
  /** The command to run first. */
  readonly first: string;
}

/** As infra/constructs/alarms.ts writes it. */
const description = z.string().transform((text, context) => {
  const [, says, section, first] = /^(.+) Runbook: (.+)\. First: (.+)$/.exec(text) ?? [];
  if (says && section && first) return { says, section, first };
  context.addIssue(`An alarm that leads to no section of the runbook: ${text}`);
  return z.NEVER;
});

export const listedAlarms = (): readonly ListedAlarm[] =>
  deployedResources()
    .filter(({ type }) => type === 'AWS::CloudWatch::Alarm')
    .map(({ id, properties }) => ({
      id: id.replace(/[0-9A-F]{8}$/, ''),
      ...description.parse(properties.AlarmDescription),
    }))
    .sort((a, b) => a.id.localeCompare(b.id));

/** As GitHub makes the anchor of a heading. */
export const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replaceAll(/[^a-z0-9 -]/g, '')
    .replaceAll(' ', '-');

export const withAlarms = (document: string): string =>
  withSection(
    document,
    'alarms',
    table([
      ['alarm', 'who is harmed', 'what to do', 'first'],
      ...listedAlarms().map(({ id, says, section, first }) => [
        ...[id, says, `[${section}](#${anchorOf(section)})`, `\`${first}\``],
      ]),
    ]),
  );
