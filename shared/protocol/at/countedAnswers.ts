/** Section numbers: SIM7500_SIM7600 Series AT Command Manual V3.00, unless another source is named. */

/** A line of the modem that says how many bytes of data follow it. */
export interface CountedAnswer {
  readonly name: string;
  /** The whole line; group 1 is the count. The data begins after its line end. */
  readonly line: RegExp;
  /** Characters on the wire per counted byte. */
  readonly width?: number;
  readonly section: string;
}

export const COUNTED_ANSWERS: readonly CountedAnswer[] = [
  { name: '+CMQTTRXTOPIC', line: /^\+CMQTTRXTOPIC: ?\d+,(\d+)$/, section: '16.3.2' },
  { name: '+CMQTTRXPAYLOAD', line: /^\+CMQTTRXPAYLOAD: ?\d+,(\d+)$/, section: '16.3.2' },
  { name: '+IPD', line: /^\+IPD(\d+):?$/, section: '11.2.6' },
  { name: '+RECEIVE', line: /^\+RECEIVE[,:] ?\d+,(\d+):?$/, section: '11.2.13' },
  { name: '+CIPRXGET', line: /^\+CIPRXGET: ?2,\d+,(\d+),\d+$/, section: '11.2.6' },
  { name: '+CIPRXGET', line: /^\+CIPRXGET: ?3,\d+,(\d+),\d+$/, width: 2, section: '11.2.6' },
  { name: '+CCHRECV', line: /^\+CCHRECV: ?DATA,\d+,(\d+)$/, section: '10.2.7' },
  { name: '+HTTPREAD', line: /^\+HTTPREAD: ?(?:DATA,)?(\d+)$/, section: '13.2.9' },
  { name: '+HTTPHEAD', line: /^\+HTTPHEAD: ?(?:DATA,)?(\d+)$/, section: '13.2.8' },
  { name: '+CFTRANTX', line: /^\+CFTRANTX: ?DATA,(\d+)$/, section: '20.2' },
  { name: '+CFTPSGET', line: /^\+CFTPSGET: ?DATA,(\d+)$/, section: '12.2' },
];

/** The same where the data begins on the line itself. */
export interface GluedAnswer {
  readonly name: string;
  /** The line's first characters, to look no further on other lines. */
  readonly prefix: string;
  /** The header, and a look at the first byte of data where only that shows where the header ends; group 1 is the count. */
  readonly header: RegExp;
  readonly width?: number;
  readonly section: string;
}

export const GLUED_ANSWERS: readonly GluedAnswer[] = [
  {
    name: '+CIPRXGET',
    prefix: '+CIPRXGET: 2,',
    header: /^\+CIPRXGET: 2,\d+,(\d+),\d+(?=[^\d\r])/,
    section: 'A76XX TCPIP note 3.2.2',
  },
  {
    name: '+CIPRXGET',
    prefix: '+CIPRXGET: 3,',
    header: /^\+CIPRXGET: 3,\d+,(\d+),\d+(?=[^\d\r])/,
    width: 2,
    section: 'A76XX TCPIP note 3.2.2',
  },
  {
    name: '+IPD',
    prefix: '+IPD,',
    header: /^\+IPD,(?:\d+,)?(\d+)(?:,"?[\d.]+"?,\d+)?:/,
    section: 'ESP-AT TCP/IP',
  },
  { name: '+IPD', prefix: '+IPD', header: /^\+IPD(\d+)(?=[^\d\r:,])/, section: '11.2.6' },
  { name: '+RECEIVE', prefix: '+RECEIVE', header: /^\+RECEIVE[,:] ?\d+,(\d+):(?=[^\r])/, section: '11.2.13' },
  {
    name: '+MQTTSUBRECV',
    prefix: '+MQTTSUBRECV:',
    header: /^\+MQTTSUBRECV:\d+,"[^"]*",(\d+),/,
    section: 'ESP-AT MQTT',
  },
];
