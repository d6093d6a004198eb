import type { Capture, Rule } from '../../types.ts';
import { findingFrom } from '../support/finding.ts';
import { linesNamed } from '../support/select.ts';
import { type SimReport, simReadyAfter, simReports } from '../support/simStates.ts';
import { succeededAfter } from '../support/successes.ts';

export const locked: Rule = {
  id: 'sim.locked',
  layer: 'sim',
  find(capture) {
    const reports = simReports(capture);
    const asked = reports.filter(({ state }) => state === 'locked');
    const last = asked.at(-1);
    if (last === undefined) return [];
    const opened = simReadyAfter(reports, last.t) || succeededAfter(capture, 'registration', last.t);
    const code = codeOf(last);
    const wrong = capture.transactions.filter(
      ({ name, result }) => name === '+CPIN' && result.kind === 'cme' && result.code === 16,
    );
    const found = findingFrom(
      locked,
      asked.map(({ evidence }) => evidence),
      {
        severity: opened ? 'note' : 'fault',
        title: opened ? 'The SIM card asked for its PIN and got it' : `The SIM card is locked: it asks for ${code}`,
        detail: `The modem says: ${last.text}.${wrong.length > 0 ? ' The code that was sent is wrong.' : ''}${attempts(capture)}`,
        advice: adviceFor(code),
      },
    );
    return found === null ? [] : [found];
  },
};

const codeOf = ({ text }: SimReport): string => {
  if (/PUK/i.test(text)) return 'the PUK';
  return /^PH-/i.test(text) ? 'the unlock code of the device or network' : 'the PIN';
};

/** `+SPIC: <pin>,<puk>,<pin2>,<puk2>`: attempts left (manual V3.00, 3.2.6). */
function attempts(capture: Capture): string {
  const left = linesNamed(capture, '+SPIC').at(-1)?.fields;
  return left?.[0] === undefined
    ? ''
    : ` Attempts left: PIN ${left[0]}${left[1] === undefined ? '' : `, PUK ${left[1]}`}.`;
}

function adviceFor(code: string): string {
  if (code === 'the PUK')
    return 'After three wrong PINs only the PUK of the operator helps: AT+CPIN="<PUK>","<new PIN>". Ten wrong PUKs destroy the card; AT+SPIC shows the attempts left.';
  if (code === 'the PIN')
    return 'Send AT+CPIN="<PIN>" and wait for +CPIN: READY, at every start. Or switch the question off once in a telephone or with AT+CLCK="SC",0,"<PIN>". AT+SPIC shows the attempts left; do not repeat a wrong PIN in a loop.';
  return 'The module is bound to another network or card: ask whoever sold it for the unlock code.';
}
