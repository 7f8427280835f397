import { defineConfig } from 'vitest/config';

const project = (name: string, options: Record<string, unknown> = {}) => ({
  extends: true as const,
  test: { name, include: [`tests/${name}/**/*.test.ts`], ...options },
});

export default defineConfig({
  root: new URL('..', import.meta.url).pathname,
  test: {
    globalSetup: ['tests/build.ts'],
    setupFiles: ['tests/seed.ts'],
    expect: { requireAssertions: true },
    reporters: ['default', './tests/closing-line.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // Two at a time, also where there are two cores: most of them wait for a database or a hub now and then.
    maxWorkers: 2,
    // Modules keep no state of a test (tests/README.md), so that they are loaded once and not once for each file.
    isolate: false,
    projects: [
      project('unit'),
      project('contract'),
      project('infra', { testTimeout: 180_000 }),
      project('integration'),
      // After the others: a county in a box wants both cores for itself.
      project('simulation', { fileParallelism: false, sequence: { groupOrder: 1 } }),
      project('journeys', { testTimeout: 120_000 }),
      project('hostile', { testTimeout: 240_000 }),
    ],
  },
});
