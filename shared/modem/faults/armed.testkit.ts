import { createFakeClock, type FakeClock } from '#test/fakes/fakeClock.ts';
import { createSeededRandom } from '../../base/seededRandom.ts';
import { createFaults } from './createFaults.ts';
import type { FaultPoints } from './faultPoints.ts';
import { parseFaultSpec } from './faultSpec.ts';

/** Faults armed in the words of the command line, on a clock the modem shares. */
export interface ArmedFaults {
  readonly clock: FakeClock;
  readonly faults: FaultPoints;
  /** The answer takes it back. */
  arm(text: string): () => void;
}

export function armFaults(...texts: readonly string[]): ArmedFaults {
  const clock = createFakeClock();
  const faults = createFaults({ clock, random: createSeededRandom(5) });
  const arm = (text: string): (() => void) => {
    const spec = parseFaultSpec(text);
    if (!spec.ok) throw new Error(spec.error.message);
    const id = faults.arm(spec.value) ?? -1;
    return () => faults.disarm(id);
  };
  for (const text of texts) arm(text);
  return { clock, faults: faults.points, arm };
}
