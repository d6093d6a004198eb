/** Section numbers: SIM7500_SIM7600 Series AT Command Manual V3.00, unless another source is named. */

/** A line without a `+NAME:` of its own. */
export interface UnsolicitedText {
  /** The whole line, or with `more` its beginning. */
  readonly text: string;
  readonly more?: true;
  /** The modem has just started: data modes are over. */
  readonly boot?: true;
  readonly section: string;
}

export const UNSOLICITED_TEXTS: readonly UnsolicitedText[] = [
  { text: 'RDY', boot: true, section: '1.4' },
  { text: '*ATREADY', more: true, boot: true, section: 'A76XX 1.4' },
  { text: 'QCRDY', boot: true, section: 'SIM767x boot banner' },
  { text: 'ready', boot: true, section: 'ESP-AT messages' },
  { text: 'SMS DONE', section: 'boot banner' },
  { text: 'PB DONE', section: 'boot banner' },
  { text: 'SMS Ready', section: 'SIM800 boot banner' },
  { text: 'Call Ready', section: 'SIM800 boot banner' },
  { text: 'Autobaud: OK', section: 'UART application note 5' },
  { text: 'NORMAL POWER DOWN', section: 'SIM800 1.6' },
  { text: 'UNDER-VOLTAGE WARNNING', more: true, section: '19.2.1' },
  { text: 'OVER-VOLTAGE WARNNING', more: true, section: '19.2.1' },
  { text: 'RECV FROM:', more: true, section: '11.2.6' },
  { text: 'CLOSED', section: '11.2.4' },
  { text: 'NO CARRIER', section: '2.2.10' },
  { text: 'BUSY', section: '2.2.2' },
  { text: 'NO ANSWER', section: '2.2.2' },
  { text: 'NO DIALTONE', section: '2.2.2' },
  { text: 'RING', section: '5.2' },
  { text: 'VOICE CALL:', more: true, section: '5.2' },
  { text: 'MISSED_CALL:', more: true, section: '5.2' },
  { text: 'DST:', more: true, section: 'SIM7000 time reports' },
  { text: '*PSUTTZ:', more: true, section: 'SIM7000 time reports' },
  { text: 'WIFI CONNECTED', section: 'ESP-AT messages' },
  { text: 'WIFI GOT IP', section: 'ESP-AT messages' },
  { text: 'WIFI DISCONNECT', section: 'ESP-AT messages' },
  { text: 'Recv ', more: true, section: 'ESP-AT TCP/IP' },
  { text: 'busy p...', section: 'ESP-AT messages' },
  { text: 'busy s...', section: 'ESP-AT messages' },
  { text: 'Will force to restart!!!', section: 'ESP-AT messages' },
  { text: 'Current Work Mode', more: true, section: 'RUI3 start-up' },
];

/** A line that begins with `+NAME`. */
export interface UnsolicitedName {
  readonly name: string;
  /** So many following lines belong to it (the text of an SMS). */
  readonly lines?: number;
  readonly section: string;
}

const named = (section: string, ...names: readonly string[]): readonly UnsolicitedName[] =>
  names.map((name) => ({ name, section }));

export const UNSOLICITED_NAMES: readonly UnsolicitedName[] = [
  ...named('3.2', '+CPIN', '+CSQ'),
  ...named('A76XX 27', '+SIMCARD'),
  ...named('4.2', '+CREG', '+CEREG', '+CNSMOD', '+CPSI', '+CTZV', '+CTZE', '+NITZ', '+CUSD'),
  ...named('8.2', '+CGREG', '+CGEV'),
  ...named('16.3.2', '+CMQTTCONNLOST', '+CMQTTPING', '+CMQTTNONET'),
  ...named('16.3.2', '+CMQTTRXSTART', '+CMQTTRXTOPIC', '+CMQTTRXPAYLOAD', '+CMQTTRXEND'),
  ...named('seen on A7670', '+CMQTTRECV'),
  ...named('11.4', '+IPCLOSE', '+CIPEVENT', '+CLIENT'),
  ...named('11.2', '+IPD', '+RECEIVE', '+CIPRXGET'),
  ...named('10.4', '+CCHEVENT', '+CCH_RECV_CLOSED', '+CCH_PEER_CLOSED', '+CCHRECV', '+CCHCLOSE'),
  ...named('13.3.3', '+HTTP_PEER_CLOSED', '+HTTP_NONET_EVENT'),
  ...named('5.2', '+CRING', '+CLIP', '+RXDTMF'),
  ...named('9.2', '+CMTI', '+CDSI'),
  { name: '+CMT', lines: 1, section: '9.2.9' },
  { name: '+CDS', lines: 1, section: '9.2.9' },
  { name: '+CBM', lines: 1, section: '9.2.9' },
  ...named('7.2', '+STIN'),
  ...named('17.2', '+CGPS', '+CAGPSINFO', '+CGPSINFO', '+CGNSSINFO'),
  ...named('seen on A7670', '+CGNSSPWR'),
  ...named('19.2.6', '+CMTE'),
  ...named('21, 22', '+CTTS', '+RECSTATE', '+AUDIOSTATE', '+WAVSTATE'),
  ...named('SIM7000 boot and socket reports', '+CFUN', '+CASTATE', '+CADATAIND', '+APP PDP'),
  ...named('ESP-AT MQTT', '+MQTTSUBRECV', '+MQTTCONNECTED', '+MQTTDISCONNECTED'),
  ...named('ESP-AT messages', '+TIME_UPDATED', '+QUITT', '+ERRNO'),
  ...named('RUI3', '+EVT', '+BC'),
];

/**
 * Names that a command reads and the modem also reports by itself, told apart by more than the name. `read-fields`: the
 * answer has the mode first, so its second field is a number of one or two digits (4.2.1: `+CREG: 0,1` answers, `+CREG: 1`
 * and `+CREG: 1,"00C3","…"` report). `two-fields`: the answer has two fields, the report one (4.2.15). `once`: the same
 * text in both roles, the first after the command answers it (3.2.8, 3.2.9). `not-mode-1`: mode 1 reports (11.2.6).
 */
export type AnswerShape = 'read-fields' | 'two-fields' | 'once' | 'not-mode-1';

export const SHARED_NAMES: readonly { readonly name: string; readonly answer: AnswerShape }[] = [
  { name: '+CREG', answer: 'read-fields' },
  { name: '+CGREG', answer: 'read-fields' },
  { name: '+CEREG', answer: 'read-fields' },
  { name: '+CNSMOD', answer: 'two-fields' },
  { name: '+CPIN', answer: 'once' },
  { name: '+CSQ', answer: 'once' },
  { name: '+CGPSINFO', answer: 'once' },
  { name: '+CGNSSINFO', answer: 'once' },
  { name: '+CIPRXGET', answer: 'not-mode-1' },
];
