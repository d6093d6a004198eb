import { encodeUtf8 } from '../base/utf8.ts';
import type { SequenceStep } from '../contract/sequence.ts';

/** The name of the CA file on the modem: 5 to 128 characters that end in .pem (SIM7500/SIM7600 AT manual, AT+CCERTDOWN). */
export const CA_FILE = 'modemscope-ca.pem';

const SSL_CONTEXT = 0;

/** After the file is there: all TLS versions, the server is verified with it, the modem's clock does not count. */
const SETTINGS = [
  `AT+CSSLCFG="sslversion",${SSL_CONTEXT},4`,
  `AT+CSSLCFG="authmode",${SSL_CONTEXT},1`,
  `AT+CSSLCFG="cacert",${SSL_CONTEXT},"${CA_FILE}"`,
  `AT+CSSLCFG="ignorelocaltime",${SSL_CONTEXT},1`,
] as const;

const download = (pem: string): string => `AT+CCERTDOWN="${CA_FILE}",${encodeUtf8(pem).length}`;

const line = (text: string): SequenceStep => ({
  send: 'line',
  text,
  expect: { what: 'final', ok: true },
  timeoutMs: 10_000,
});

/** Puts the authority's certificate on a SIM7600 and has it verify servers with it. */
export function installCaSteps(pem: string): readonly SequenceStep[] {
  return [
    { send: 'line', text: download(pem), expect: { what: 'prompt' }, timeoutMs: 10_000 },
    { send: 'data', text: pem, expect: { what: 'final', ok: true }, timeoutMs: 30_000 },
    ...SETTINGS.map(line),
  ];
}

/** The same to read and copy, and how to connect then. `address`: where the TLS listener is dialled, `host:port`. */
export function installCaText(pem: string, address: string): string {
  return [
    download(pem),
    `# at the prompt > exactly these ${encodeUtf8(pem).length} bytes, each line ended by LF alone:`,
    pem.trimEnd(),
    '',
    ...SETTINGS,
    '',
    '# Then connect. The service must not run yet; AT+CMQTTSSLCFG is forgotten after every connection.',
    'AT+CMQTTSTART',
    'AT+CMQTTACCQ=0,"board",1',
    `AT+CMQTTSSLCFG=0,${SSL_CONTEXT}`,
    `AT+CMQTTCONNECT=0,"tcp://${address}",60,1`,
    '',
  ].join('\n');
}
