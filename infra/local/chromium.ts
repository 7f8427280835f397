import { installed } from './debian-program.ts';

/** The browser of the tests of pages. */
export const chromium = (): string =>
  installed({
    ...{ name: 'Chromium', purpose: 'the tests of pages' },
    executables: ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'],
    debianPackages: ['chromium', 'fonts-dejavu-core'],
    byHand: {
      darwin: 'brew install --cask chromium',
      other: 'https://www.chromium.org/getting-involved/download-chromium',
    },
  });

if (import.meta.main) chromium();
