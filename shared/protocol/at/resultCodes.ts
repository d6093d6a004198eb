/** Section numbers: SIM7500_SIM7600 Series AT Command Manual V3.00, unless another source is named. */

export interface FinalResult {
  /** The whole line, or with `more` its beginning. */
  readonly text: string;
  readonly more?: true;
  /** Only while a command is open: otherwise the same words are unsolicited. */
  readonly needsCommand?: true;
  readonly section: string;
}

/** Lines that end a command. */
export const FINAL_RESULTS: readonly FinalResult[] = [
  { text: 'OK', section: '1.4' },
  { text: 'ERROR', section: '1.4' },
  { text: '+CME ERROR:', more: true, section: '3.3' },
  { text: '+CMS ERROR:', more: true, section: '3.4' },
  { text: 'CONNECT', section: '2.2.10' },
  { text: 'CONNECT ', more: true, section: '2.2.23' },
  { text: 'CONNECT FAIL', section: '11.2.2' },
  { text: 'NO CARRIER', needsCommand: true, section: '2.2.10' },
  { text: 'NO DIALTONE', needsCommand: true, section: '2.2.2' },
  { text: 'BUSY', needsCommand: true, section: '2.2.2' },
  { text: 'NO ANSWER', needsCommand: true, section: '2.2.2' },
  // ESP-AT and SIM800 close CIPSEND, CIPCLOSE and CIPSHUT with these.
  { text: 'SEND OK', needsCommand: true, section: 'ESP-AT TCP/IP' },
  { text: 'SEND FAIL', needsCommand: true, section: 'ESP-AT TCP/IP' },
  { text: 'CLOSE OK', needsCommand: true, section: 'SIM800 8.2' },
  { text: 'SHUT OK', needsCommand: true, section: 'SIM800 8.2' },
  { text: 'FAIL', needsCommand: true, section: 'ESP-AT Wi-Fi' },
  // LoRaWAN modules: RUI3 and the STM32WL AT slave.
  { text: 'AT_ERROR', section: 'RUI3' },
  { text: 'AT_PARAM_ERROR', section: 'RUI3' },
  { text: 'AT_BUSY_ERROR', section: 'RUI3' },
  { text: 'AT_TEST_PARAM_OVERFLOW', section: 'RUI3' },
  { text: 'AT_NO_CLASSB_ENABLE', section: 'RUI3' },
  { text: 'AT_NO_CLASS_B_ENABLE', section: 'STM32WL AT slave' },
  { text: 'AT_NO_NETWORK_JOINED', section: 'RUI3' },
  { text: 'AT_RX_ERROR', section: 'RUI3' },
  { text: 'AT_MODE_NO_SUPPORT', section: 'RUI3' },
  { text: 'AT_COMMAND_NOT_FOUND', section: 'RUI3' },
  { text: 'AT_UNSUPPORTED_BAND', section: 'RUI3' },
  { text: 'AT_DUTYCYCLE_RESTRICTED', section: 'STM32WL AT slave' },
  { text: 'AT_CRYPTO_ERROR', section: 'STM32WL AT slave' },
  { text: 'error unknown', needsCommand: true, section: 'STM32WL AT slave' },
];

/** Result codes after ATV0: a digit and CR, no line feed (2.2.20; numbers from manual V1.01, 17.1). */
export const NUMERIC_RESULTS: readonly string[] = ['0', '1', '2', '3', '4', '6', '7', '8'];

/** Commands after whose CONNECT the line carries raw data until it is hung up or escaped. */
export interface TransparentCommand {
  readonly name: string;
  readonly carries: 'payload' | 'ppp';
  readonly section: string;
}

export const TRANSPARENT_COMMANDS: readonly TransparentCommand[] = [
  { name: 'D', carries: 'ppp', section: '2.2.2' },
  { name: '+CGDATA', carries: 'ppp', section: '8.2.11' },
  { name: 'O', carries: 'payload', section: '2.2.10' },
  { name: '+CIPOPEN', carries: 'payload', section: '11.2.3, CIPMODE=1' },
  { name: '+CCHOPEN', carries: 'payload', section: '10.2.4, CCHMODE=1' },
];
