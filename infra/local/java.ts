import { join } from 'node:path';
import { installed } from './debian-program.ts';

/** DynamoDB Local is a Java program. */
export const java = (): string =>
  installed({
    ...{ name: 'Java 17 or later', purpose: 'DynamoDB Local', executables: ['java'] },
    folders: process.env.JAVA_HOME ? [join(process.env.JAVA_HOME, 'bin')] : [],
    debianPackages: ['openjdk-17-jre-headless'],
    byHand: { darwin: 'brew install openjdk@17', other: 'https://adoptium.net' },
  });

if (import.meta.main) java();
