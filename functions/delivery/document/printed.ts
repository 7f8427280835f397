import type { Letter } from '../../../mappings/gp/document/letter.ts';

/** The printed page of a letter. What makes it is a file beside the bundle, read at the first letter and not before. */
export const printed = async (letter: Letter): Promise<Buffer> => {
  const { pdfOf } = await import('./pdf.ts');
  return pdfOf(letter);
};
