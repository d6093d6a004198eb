// Starts a script of this folder: `node scripts/run.mjs start`. Plain JavaScript, so that it can still speak on a Node
// that does not read TypeScript.
const [major] = process.versions.node.split('.').map(Number);
if (major < 24) {
  console.error(
    `The scripts need Node 24 or newer; this is ${process.version}. "npm ci" installs Node 24 into node_modules, where npm finds it first: run it, then use "npm start", "npm test" and so on.`,
  );
  process.exit(1);
}
const [, , name, ...args] = process.argv;
process.argv = [process.argv[0], `${name}.ts`, ...args];
await import(`./${name}.ts`);
