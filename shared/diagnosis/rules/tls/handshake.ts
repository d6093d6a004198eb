import type { Capture } from '../../types.ts';
import type { DialFailure } from '../support/dialFailures.ts';
import { dialRule } from '../support/dialRule.ts';
import { settingsText, sniIsOff, sslSettings } from '../support/sslSettings.ts';

/** Client and server did not agree on TLS. */
export const handshake = dialRule({
  id: 'tls.handshake',
  layer: 'tls',
  kind: 'handshake',
  title: () => 'The TLS handshake with the server failed',
  detail: ({ result, dial, target }, capture) =>
    `${result.event.text}${target === '' ? '' : ` from ${target}`}. ${
      dial === null ? 'Its settings are not in the capture.' : settingsText(sslSettings(capture, dial))
    }`,
  advice: (failure, capture) =>
    `${firstStep(failure, capture)}Then try in this order: AT+CSSLCFG="authmode",<context>,0 to see whether it is the certificate check; the CA certificate that signed the server's; AT+CSSLCFG="sslversion",<context>,4 and "ciphersuites",<context>,0xFFFF; the clock (AT+CCLK) when ignorelocaltime is 0; a server certificate for the exact name, as some firmwares refuse wildcards.`,
});

function firstStep({ dial }: DialFailure, capture: Capture): string {
  if (dial === null) return '';
  const { values, context, clock } = sslSettings(capture, dial);
  if (dial.service === 'mqtt' && dial.port === 1883) return 'Port 1883 usually speaks without TLS: try 8883 first. ';
  if (sniIsOff(capture, dial) === true)
    return `The server name (SNI) is off, and many servers need it: AT+CSSLCFG="enableSNI",${context},1 first. `;
  const mode = values.get('authmode');
  if ((mode === '1' || mode === '2') && !values.has('cacert'))
    return `The server is to be verified, and no CA certificate was set here: AT+CSSLCFG="cacert",${context},"ca.pem" first. `;
  if (values.get('ignorelocaltime') === '0' && clock === '')
    return 'The clock is checked, and it was not set here: AT+CCLK? must show the right date first. ';
  return '';
}
