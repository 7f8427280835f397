/** By the end of an alarm's name, the section of infra/decisions/runbook.md that says what to do. The first that fits. */
const sections: readonly (readonly [end: RegExp, section: string])[] = [
  [/UndeliverableFilled$/, 'Dead letters: undeliverable'],
  [/UnroutedFilled$/, 'Dead letters: unrouted'],
  [/MailUnheardFilled$/, 'Dead letters: unheard'],
  [/UndecipherableFilled$/, 'Dead letters: undecipherable'],
  [/UnprojectableFilled$/, 'Dead letters: unprojectable'],
  [/UnprojectedStuck$/, 'A change is not shown'],
  [/^Chase(Stuck|Silent)$/, 'People wait and nobody acts'],
  [/^Safeguarding(Stranded|Untold)$/, 'A concern that nobody reads'],
  [/^SafeguardingStopped$/, 'A concern that nobody reads'],
  [/UnheardFilled$/, 'A concern that nobody reads'],
  [/^Synthetic/, 'A referral of nobody does not go round'],
  [/MissedFilled$/, 'Dead letters: missed'],
  [/(Failing|Answering500)$/, 'A function fails'],
  [/Stopped$/, 'A heart has stopped'],
  [/Gap$/, 'A version is missing'],
  [/Unrecorded$/, 'Nobody could say who saw it'],
  [/Drift$/, 'A change is not shown'],
  [/(Behind|Slow)$/, 'Everything is late'],
  [/Broken$/, 'A function fails'],
  [/Blocked$/, 'The firewall refuses somebody'],
  [/Strange$/, 'A strange message in the mailbox'],
  [/(GivenUp|EndpointGone|Undelivered)$/, 'An organisation cannot be reached'],
];

/** @throws for an alarm that no section is for: whoever is woken by it would not know what to do */
export const runbookSection = (alarm: string): string => {
  const [, section] = sections.find(([end]) => end.test(alarm)) ?? [];
  if (!section) throw new Error(`No section of infra/decisions/runbook.md is for the alarm ${alarm}`);
  return section;
};
