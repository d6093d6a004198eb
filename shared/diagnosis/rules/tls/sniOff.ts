import type { Capture, Rule } from '../../types.ts';
import { type Dial, dials } from '../support/dials.ts';
import { finding, seenCommand } from '../support/finding.ts';
import { sniIsOff, sslSettings } from '../support/sslSettings.ts';

/** TLS to a name without telling the server which name: many cloud brokers then show a wrong certificate or hang up. */
export const sniOff: Rule = {
  id: 'tls.sni-off',
  layer: 'tls',
  find: (capture) =>
    dials(capture)
      .filter((dial) => sniIsOff(capture, dial) === true && (dial.state !== 'open' || wasSwitchedOff(capture, dial)))
      .map((dial) => {
        const { context } = sslSettings(capture, dial);
        const how = wasSwitchedOff(capture, dial)
          ? 'was switched off'
          : 'is off unless it is switched on, which was not done here';
        return finding(sniOff, {
          // This server let it in without.
          severity: dial.state === 'open' ? 'note' : 'warning',
          evidence: [seenCommand(dial.transaction)],
          title: 'TLS goes to a host name, and the server name (SNI) is off',
          detail: `${dial.address}: enableSNI of TLS context ${context} ${how}.`,
          advice: `AT+CSSLCFG="enableSNI",${context},1 before the connection. Servers that hold several names behind one address, as most cloud brokers do, need it.`,
        });
      }),
};

const wasSwitchedOff = (capture: Capture, dial: Dial): boolean => sslSettings(capture, dial).values.has('enablesni');
