import type { sentDocuments } from '../../views/sent-documents.ts';
import type { DocumentWays, PagePorts } from './ports.ts';

export interface DeployedWays extends Pick<PagePorts, 'area' | 'clock' | 'strange'> {
  readonly views: Parameters<typeof sentDocuments>[0];
  readonly mesh: { readonly url: string; readonly mailbox: string; readonly secretId: string };
  readonly mailFrom: string;
  readonly allowedPrivateOrigins: readonly string[];
}

/**
 * The ways that carry a page, read when the first one is needed and not when the function starts: most messages go by FHIR,
 * and the bundle of what sends them stays as small as it was (infra/build/bundles.ts).
 */
export const pagesLater = (by: DeployedWays): DocumentWays => {
  let ways: Promise<DocumentWays> | undefined;
  const read = (): Promise<DocumentWays> => {
    ways ??= import('./ways.ts').then(({ deployedWays }) => deployedWays(by));
    return ways;
  };
  return {
    byDocument: async (...given) => (await read()).byDocument(...given),
    byMail: async (...given) => (await read()).byMail(...given),
    collect: async (...given) => (await read()).collect(...given),
  };
};
