import type { Capture, Finding, FindingSeverity, Rule, SerialEvent } from '../../types.ts';
import { type Boot, boots } from '../support/boots.ts';
import { needsNetwork } from '../support/failures.ts';
import { finding, type Seen, seen, seenCommand } from '../support/finding.ts';
import { progressOf } from '../support/progress.ts';
import { isRegistered, registrationReports } from '../support/registrationReports.ts';
import { endOf, lastBefore, SECONDS, secondsText } from '../support/select.ts';
import { indexFrom } from '../support/serialRow.ts';
import { bootSeverity } from './bootSeverity.ts';

/** The supply sags in the first bursts after these. */
const SAG_TIME = 2.2 * SECONDS;

/** An unplanned restart right after the modem registered or transmitted: the supply sagged in the transmit burst. */
export const brownout: Rule = {
  id: 'power.brownout',
  layer: 'power',
  find(capture) {
    const progress = progressOf(capture);
    const bursts = burstsIn(capture);
    const unplanned = boots(capture).filter(({ cause }) => cause === 'unplanned');
    const severity = bootSeverity(progress, unplanned);
    return unplanned.flatMap((boot): readonly Finding[] => {
      const began = beginOf(capture, boot.event);
      const burst = lastBefore(bursts.get(boot.event.link) ?? [], began);
      if (burst === undefined || !isClose(capture, burst, boot, began)) return [];
      return [reported(capture, boot, burst, began, severity)];
    });
  },
};

interface Burst extends Seen {
  readonly link: number;
  readonly what: string;
}

/** Moments at which the modem began or went on to transmit, by link, in order. */
function burstsIn(capture: Capture): ReadonlyMap<number, readonly Burst[]> {
  const found: Burst[] = [];
  let registered = false;
  for (const { event, stat } of registrationReports(capture)) {
    if (isRegistered(stat) && (!registered || event.row.kind === 'urc'))
      found.push({ ...seen(event), link: event.link, what: 'it registered' });
    registered = isRegistered(stat);
  }
  for (const transaction of capture.transactions) {
    if (!needsNetwork(transaction)) continue;
    const { link, name } = transaction;
    const what = `it worked on AT${name ?? ''}`;
    found.push({ ...seenCommand(transaction), link, what });
    const seq = transaction.outcome?.seq ?? transaction.finalSeq ?? transaction.commandSeq;
    if (endOf(transaction) > transaction.t)
      found.push({ ...seenCommand(transaction), seq, t: endOf(transaction), link, what });
  }
  return Map.groupBy(
    found.sort((a, b) => a.t - b.t),
    ({ link }) => link,
  );
}

/** Noise before the banner is where the restart began. */
function beginOf(capture: Capture, banner: SerialEvent): number {
  let before: SerialEvent | undefined;
  for (let i = indexFrom(capture, banner.seq) - 1; i >= 0 && before === undefined; i -= 1) {
    const event = capture.serial[i];
    if (event?.link === banner.link && event.row.dir === 'rx') before = event;
  }
  return before?.row.kind === 'garbage' && banner.t - before.t <= SAG_TIME ? before.t : banner.t;
}

/** Without times, the burst must be the last thing before the restart. */
const isClose = ({ timed }: Capture, burst: Burst, { lastWord }: Boot, began: number): boolean =>
  timed ? began - burst.t <= SAG_TIME : lastWord?.seq === burst.seq;

function reported(capture: Capture, boot: Boot, burst: Burst, began: number, severity: FindingSeverity): Finding {
  const after = capture.timed ? `${secondsText(began - burst.t)} after ${burst.what}` : `right after ${burst.what}`;
  return finding(brownout, {
    severity,
    evidence: [burst, seen(boot.event)],
    title: 'The modem restarted when it began to transmit: its supply sags',
    detail: `${boot.event.text} came ${after}, and nobody had asked for a restart.`,
    advice:
      'Transmit bursts draw about 2 A. Give the modem a supply of its own that holds 3.4 V or more in the burst, 470 µF with low ESR at the module, short thick leads; USB power of a computer is often not enough. Check VBAT with an oscilloscope, trigger at 3.4 V.',
  });
}
