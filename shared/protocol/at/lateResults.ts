/** Section numbers: SIM7500_SIM7600 Series AT Command Manual V3.00, unless another source is named. */

export interface LateResult {
  /** Of the command, and of the line that tells its outcome after `OK`. */
  readonly name: string;
  /** Documented or usual maximum, in seconds. */
  readonly seconds: number;
  /** More than one such line follows one command. */
  readonly repeats?: true;
  readonly section: string;
}

const late = (seconds: number, section: string, ...names: readonly string[]): readonly LateResult[] =>
  names.map((name) => ({ name, seconds, section }));
const lines = (seconds: number, section: string, ...names: readonly string[]): readonly LateResult[] =>
  names.map((name) => ({ name, seconds, repeats: true as const, section }));

/** Commands whose `OK` only says "accepted": the outcome comes in a line of the same name, seconds or minutes later. */
export const LATE_RESULTS: readonly LateResult[] = [
  ...late(120, '11.2', '+NETOPEN', '+NETCLOSE', '+CIPOPEN', '+CIPCLOSE', '+SERVERSTOP'),
  ...lines(120, '11.2', '+CIPSEND'),
  ...lines(1000, '11.2.19', '+CPING'),
  ...late(30, '11.2', '+CDNSGIP'),
  ...late(120, '16.2', '+CMQTTSTART', '+CMQTTSTOP', '+CMQTTREL', '+CMQTTSUB', '+CMQTTUNSUB', '+CMQTTPUB'),
  ...late(180, '16.2', '+CMQTTCONNECT', '+CMQTTDISC'),
  ...late(120, '10.2', '+CCHSTART', '+CCHSTOP', '+CCHOPEN', '+CCHSEND', '+CCHCLOSE'),
  ...lines(120, '10.2.7', '+CCHRECV'),
  ...late(120, '13.2', '+HTTPACTION', '+HTTPPOSTFILE', '+HTTPREADFILE'),
  ...lines(120, '13.2.9', '+HTTPREAD', '+HTTPHEAD'),
  ...late(120, '4.2, 15', '+CNTP', '+CHTPUPDATE'),
  ...lines(120, '20', '+FSCOPY', '+CFTRANTX'),
  ...lines(120, '12', '+CFTPSSTART', '+CFTPSSTOP', '+CFTPSLOGIN', '+CFTPSLOGOUT', '+CFTPSGET', '+CFTPSGETFILE'),
  ...lines(120, '12', '+CFTPSPUT', '+CFTPSPUTFILE', '+CFTPSLIST', '+CFTPSSIZE'),
  ...late(60, 'ESP-AT MQTT', '+MQTTPUB'),
];

/** Outcomes in words, with or without a link number in front (`0, CONNECT FAIL`): SIM800 8.2. */
export const LATE_TEXTS: readonly string[] = ['CONNECT OK', 'CONNECT FAIL', 'ALREADY CONNECT', 'SEND OK', 'SEND FAIL'];
