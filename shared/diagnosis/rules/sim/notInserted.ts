import { LAYERS, type Rule } from '../../types.ts';
import { isRestart } from '../support/boots.ts';
import { findingFrom } from '../support/finding.ts';
import { progressOf } from '../support/progress.ts';
import { isSimOff, radioModes } from '../support/radioMode.ts';
import { lastBefore, SECONDS, wasRefused } from '../support/select.ts';
import { simReadyAfter, simReports } from '../support/simStates.ts';
import { succeededAfter } from '../support/successes.ts';

const SHUT_DOWN = 15 * SECONDS;

export const notInserted: Rule = {
  id: 'sim.not-inserted',
  layer: 'sim',
  find(capture) {
    const reports = simReports(capture);
    const modes = radioModes(capture);
    // Told to restart or to switch off, the modem reports the end of the SIM too.
    const restarts = capture.transactions.filter((each) => isRestart(capture, each) && !wasRefused(each));
    const isGoingDown = (t: number): boolean =>
      t - (lastBefore(restarts, t)?.t ?? Number.NEGATIVE_INFINITY) <= SHUT_DOWN;
    const absent = reports.filter(({ state, t }) => state === 'absent' && !isSimOff(modes, t) && !isGoingDown(t));
    const last = absent.at(-1);
    if (last === undefined) return [];
    const back = simReadyAfter(reports, last.t) || succeededAfter(capture, 'sim', last.t + 1);
    const removed = LAYERS.indexOf(progressOf(capture).before(last.t)) >= LAYERS.indexOf('sim');
    const found = findingFrom(
      notInserted,
      absent.map(({ evidence }) => evidence),
      {
        severity: back ? 'warning' : 'fault',
        title: removed ? 'The SIM card was lost while the modem was running' : 'The SIM card is not inserted',
        detail: `The modem says: ${last.text}.${back ? ' Later it was there.' : ''}`,
        advice:
          'Put the card in with the power off and the contacts the right way round, then start the modem: a card put in later is not seen unless hot swap is on (AT+UIMHOTSWAPON=1). If it stays so: look at the socket, its solder joints and the SIM lines.',
      },
    );
    return found === null ? [] : [found];
  },
};
