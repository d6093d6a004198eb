import { type Bearer, createBearer } from './bearer.ts';
import type { ModemSession } from './modemSession.ts';
import { createSim, type Sim } from './sim.ts';

/** What a modem is made of. Each subject keeps one part of its state; commands ask and tell them. */
export interface Subjects {
  readonly sim: Sim;
  readonly bearer: Bearer;
}

export function createSubjects(session: ModemSession): Subjects {
  const sim = createSim(session);
  const bearer = createBearer(session);
  return { sim, bearer };
}
