import type { Capture } from '../../types.ts';
import { dialRule } from '../support/dialRule.ts';
import type { Dial } from '../support/dials.ts';
import { transactionsNamed, wasRefused } from '../support/select.ts';
import { eventOf } from '../support/serialRow.ts';
import { settingsText, sslSettings } from '../support/sslSettings.ts';

/** A certificate that TLS was told to use is not there, or cannot be read. */
export const noCertificate = dialRule({
  id: 'tls.no-certificate',
  layer: 'tls',
  kind: 'certificate',
  title: () => 'A certificate for TLS is missing or cannot be read',
  detail: ({ result, dial }, capture) =>
    `${result.event.text}. ${dial === null ? 'The settings are not in the capture.' : `${settingsText(sslSettings(capture, dial))}${missing(capture, dial)}`}${uploads(capture)}`,
  advice: () =>
    'AT+CCERTLIST shows the files the modem has; AT+CSSLCFG must name exactly these. Upload again with AT+CCERTDOWN="name.pem",<length>: the length in bytes, line ends LF without CR, from -----BEGIN to the end of the -----END line. authmode 1 needs cacert, authmode 2 cacert, clientcert and clientkey, authmode 3 the last two.',
});

const NEEDED: Readonly<Record<string, readonly string[]>> = {
  '1': ['cacert'],
  '2': ['cacert', 'clientcert', 'clientkey'],
  '3': ['clientcert', 'clientkey'],
};

/** What authmode asks for and was not set; names of files the modem did not list. */
function missing(capture: Capture, dial: Dial): string {
  const { values } = sslSettings(capture, dial);
  const needed = NEEDED[values.get('authmode') ?? '0'] ?? [];
  const unset = needed.filter((key) => !values.has(key));
  const listed = transactionsNamed(capture, '+CCERTLIST').findLast((each) => !wasRefused(each));
  const files = listed?.lines.map(({ text }) => /"([^"]*)"/.exec(text)?.[1]);
  const absent = needed
    .map((key) => values.get(key))
    .filter((file) => file !== undefined && files?.includes(file) === false);
  return [
    unset.length === 0 ? '' : ` Not set here: ${unset.join(', ')}.`,
    files === undefined || absent.length === 0 ? '' : ` Not in the modem's list: ${absent.join(', ')}.`,
  ].join('');
}

/** Files that were uploaded in a way the modem cannot read. */
function uploads(capture: Capture): string {
  return transactionsNamed(capture, '+CCERTDOWN')
    .map(({ args, data }) => {
      if (data === null) return '';
      const text = data.seqs.map((seq) => eventOf(capture, seq)?.row.bytes ?? new Uint8Array());
      if (text.some((bytes) => bytes.includes(0x0d))) return ` ${args[0] ?? ''} was uploaded with CR LF line ends.`;
      return data.declared !== null && data.sent !== data.declared
        ? ` ${args[0] ?? ''} was declared with ${data.declared} bytes and sent with ${data.sent}.`
        : '';
    })
    .join('');
}
