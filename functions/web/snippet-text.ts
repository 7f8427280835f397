import type { Snippet } from '../../contracts/error-pages/error-page.ts';
import { bodyOf, isReferral, partsOf } from '../../contracts/error-pages/snippet-body.ts';
import { laidOut } from './laid-out.ts';

const who = {
  practice: undefined,
  coordinator: 'As the wellbeing service:',
  nobody: 'Without Authorization:',
} as const;

const withoutLine = (headers: Snippet['headers'] = {}): string | undefined => {
  const left = Object.keys(headers).filter((name) => headers[name] === undefined);
  return left.length > 0 ? `Without ${left.join(', ')}:` : undefined;
};

const bodyText = (snippet: Snippet): string | undefined => {
  const { changes, example } = snippet;
  if (changes) return `The resource as you read it, with (lists get longer by these)\n${laidOut(changes)}`;
  const parts = partsOf(snippet);
  if (parts.length > 0)
    return `contracts/examples/smallest-referral.json, with\n${parts.map((part) => laidOut(part)).join('\nand\n')}`;
  if (isReferral(snippet)) return 'contracts/examples/smallest-referral.json';
  if (example) {
    const change = example.says ? `, with\n${example.says}\ninstead of\n${example.insteadOf}` : '';
    return `contracts/examples/${example.name}.json${change}`;
  }
  const body = bodyOf(snippet);
  return typeof body === 'object' ? laidOut(body) : body;
};

/** A request as a page prints it: who, method and address, the headers that matter, the body. */
export const snippetText = (snippet: Snippet): string => {
  const { by = 'practice', send, headers = {}, changes } = snippet;
  const ifMatch = changes && !('If-Match' in headers) ? ['If-Match: W/"{version}"'] : [];
  const shown = Object.entries(headers).flatMap(([name, value]) => (value === undefined ? [] : [`${name}: ${value}`]));
  const head = [who[by], withoutLine(headers), send, ...ifMatch, ...shown].filter((line) => line !== undefined);
  return [head.join('\n'), bodyText(snippet)].filter((part) => part !== undefined).join('\n\n');
};
