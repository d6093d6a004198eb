import { resolve } from 'node:path';
import { ensureFreshBuild } from '../scripts/freshBuild.ts';

/** Suites that drive the built program: they see what the sources say now. */
export default function setup(): void {
  ensureFreshBuild(resolve(import.meta.dirname, '..'));
}
