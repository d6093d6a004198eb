import type { Transaction } from '../../../protocol/at/engine/transaction.ts';
import type { Capture } from '../../types.ts';
import { SECONDS } from '../support/select.ts';
import { isComplete } from '../support/serialRow.ts';

/** So many commands, */
const LEAST = 3;
/** and so long in all. */
const WAITED = 3 * SECONDS;

/**
 * The commands of links on which their echoes came back and never anything else: what is heard is the host itself. [] where
 * there is no such link.
 */
export function echoedAlone(capture: Capture): readonly Transaction[] {
  const others = new Set<number>();
  for (const { link, row } of capture.serial) if (row.dir === 'rx' && row.kind !== 'echo') others.add(link);
  const byLink = Map.groupBy(
    capture.transactions.filter(({ link }) => !others.has(link)),
    ({ link }) => link,
  );
  return [...byLink.values()].flatMap((commands) => {
    const echoed = commands.filter(
      (each) => /^at/i.test(each.command) && each.echoSeq !== null && !each.echoDiffers && isComplete(capture, each),
    );
    const long = !capture.timed || capture.tEnd - (echoed[0]?.t ?? capture.tEnd) >= WAITED;
    return echoed.length === commands.length && echoed.length >= LEAST && long ? echoed : [];
  });
}
