import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { replaceFile } from './replace-file.ts';
import { root } from './root.ts';

const font = join(root, 'node_modules/dejavu-fonts-ttf/ttf/DejaVuSans.ttf');
const output = join(root, 'functions/delivery/document/dejavu.generated.js');
const inputs = [font, join(root, 'infra/build/font.ts'), join(root, 'package-lock.json')];

/**
 * The font of letters as a module, because a bundle holds no other files: names of people need letters that the fonts of
 * every PDF reader lack. A third of its size by compression. Does nothing when the output is newer than its inputs.
 */
export const buildFont = async (): Promise<void> => {
  const made = statSync(output, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  if (inputs.every((input) => statSync(input).mtimeMs < made)) return;
  const packed = brotliCompressSync(readFileSync(font)).toString('base64');
  await replaceFile(output, `export const dejaVuSans = '${packed}';\n`);
};

if (import.meta.main) await buildFont();
