import { pathToFileURL } from 'node:url';

/** Prints how long it took to load one module, in milliseconds. What a function must find in its environment is made up. */
const given = process.env;
process.env = new Proxy(given, {
  get: (target, name) => {
    if (typeof name !== 'string' || name in target || !/^[A-Z]+(_[A-Z0-9]+)+$/.test(name))
      return Reflect.get(target, name);
    return /^(NODE|AWS|SMITHY)_/.test(name) ? undefined : 'https://made-up.example';
  },
});
const from = performance.now();
await import(pathToFileURL(process.argv[2] ?? '').href);
process.stdout.write(String(performance.now() - from));
process.exit(0);
