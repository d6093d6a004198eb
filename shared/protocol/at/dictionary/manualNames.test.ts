import { describe, expect, it } from 'vitest';
import { createDictionary } from './dictionary.ts';
import type { AtFamily } from './entryTypes.ts';

/** The names a part of a manual gives, written down apart from the tables. */
type Part = readonly [part: string, families: readonly AtFamily[], names: string];

const SIM7600: readonly AtFamily[] = ['sim7600'];
const SIMCOM: readonly AtFamily[] = ['sim7600', 'a76xx'];

/** SIM7500_SIM7600 Series AT Command Manual V3.00 by chapter; ESP-AT, RUI3 and LoRaWAN_AT_Slave by their own. */
const COMMANDS: readonly Part[] = [
  [
    '2, line and identity',
    SIMCOM,
    'A/ E V Q X I &F &W Z &V &D &C +CMEE +CGMI +CGMM +CGMR +CGSN +IPR +ICF +IFC O +++ D',
  ],
  ['3, status', SIMCOM, '+CFUN +CRESET +CPOF +CATR +CPIN +SPIC +CICCID +CIMI +CSPN +CSQ +AUTOCSQ +CCLK'],
  ['19, hardware', SIMCOM, '+IPREX +CSCLK +CFGRI +CUSBPIDSWITCH +CBC +CPMUTEMP +CMTE +CVALARM +CPMVT +CMUX'],
  ['24, SIM hot swap', SIMCOM, '+UIMHOTSWAPON +UIMHOTSWAPLEVEL +SIMCOMATI'],
  ['4, network', SIMCOM, '+CREG +COPS +CPSI +CNMP +CNBP +CNSMOD +CTZU +CTZR +CEREG'],
  ['8, packet domain', SIMCOM, '+CGREG +CGDCONT +CGAUTH +CGATT +CGACT +CGPADDR +CGEREP'],
  ['V1.01, older socket contexts', SIM7600, '+CGSOCKCONT +CSOCKSETPN +CSOCKAUTH'],
  ['5, calls', SIMCOM, '+CEER'],
  [
    '11, sockets',
    SIMCOM,
    '+NETOPEN +NETCLOSE +CIPOPEN +CIPMODE +CIPSEND +CIPRXGET +CIPCLOSE +IPADDR +CIPHEAD +CIPSRIP',
  ],
  [
    '11, settings',
    SIMCOM,
    '+CIPSENDMODE +CIPTIMEOUT +CIPCCFG +CIPACK +SERVERSTART +SERVERSTOP +CDNSGIP +CIPDNSSET +CPING',
  ],
  [
    '10, TLS',
    SIMCOM,
    '+CSSLCFG +CCERTDOWN +CCERTLIST +CCERTDELE +CCHSTART +CCHSTOP +CCHSET +CCHMODE +CCHSSLCFG +CCHCFG',
  ],
  ['10, TLS sessions', SIMCOM, '+CCHOPEN +CCHSEND +CCHRECV +CCHCLOSE +CCHADDR'],
  [
    '16, MQTT',
    SIMCOM,
    '+CMQTTSTART +CMQTTSTOP +CMQTTACCQ +CMQTTREL +CMQTTSSLCFG +CMQTTWILLTOPIC +CMQTTWILLMSG +CMQTTCFG',
  ],
  ['16, MQTT connection', SIMCOM, '+CMQTTCONNECT +CMQTTDISC +CMQTTTOPIC +CMQTTPAYLOAD +CMQTTPUB +CMQTTSUB +CMQTTUNSUB'],
  ['16, MQTT topics', SIMCOM, '+CMQTTSUBTOPIC +CMQTTUNSUBTOPIC'],
  [
    '13, HTTP',
    SIMCOM,
    '+HTTPINIT +HTTPPARA +HTTPDATA +HTTPACTION +HTTPHEAD +HTTPREAD +HTTPTERM +HTTPPOSTFILE +HTTPREADFILE',
  ],
  ['17, GNSS', SIM7600, '+CGPS +CGPSINFO +CGNSSINFO +CGPSCOLD +CGPSHOT'],
  ['9, messages', SIMCOM, '+CMGF +CSCA +CPMS +CNMI +CMGS +CMGW +CMGR +CMGL +CMGD'],
  ['15, time', SIMCOM, '+CNTP +CHTPSERV +CHTPUPDATE'],
  ['12 and 20, files', SIMCOM, '+CFTPSSTART +FSCOPY +CFTRANRX +CFTRANTX'],
  ['ESP-AT, Wi-Fi', ['esp-at'], '+CWJAP'],
  [
    'ESP-AT, MQTT',
    ['esp-at'],
    '+MQTTUSERCFG +MQTTCONNCFG +MQTTALPN +MQTTSNI +MQTTCLIENTID +MQTTUSERNAME +MQTTPASSWORD',
  ],
  ['ESP-AT, MQTT', ['esp-at'], '+MQTTCONN +MQTTPUB +MQTTPUBRAW +MQTTSUB +MQTTUNSUB +MQTTCLEAN'],
  [
    'RUI3',
    ['rak3172'],
    '+NWM +NJM +BAND +DEVEUI +APPEUI +APPKEY +CLASS +DR +ADR +CFM +JOIN +NJS +SEND +RECV +P2P +PSEND +PRECV',
  ],
  ['LoRaWAN_AT_Slave', ['stm32wl'], '+JOIN +SEND +VL Z'],
];

/** Reports, a whole line each: section 3 of the manual's chapters and what firmwares say beside it. */
const REPORTS: readonly (readonly [part: string, families: readonly AtFamily[], lines: readonly string[]])[] = [
  ['start', SIM7600, ['RDY']],
  [
    'start',
    ['a76xx'],
    ['*ATREADY: 1', 'QCRDY', '+CGEV: EPS PDN ACT 1', '+CGEV: ME PDN ACT 1,4', '+CGEV: NW PDN DEACT 1'],
  ],
  ['start', SIMCOM, ['Autobaud: OK', 'SMS DONE', 'PB DONE', '+CPIN: READY', '+CPIN: SIM PIN', '+CPIN: NOT READY']],
  ['SIM', SIMCOM, ['+CPIN: NOT INSERTED', '+CPIN: SIM REMOVED', '+SIMCARD: NOT AVAILABLE', '+STIN: 25']],
  ['time', SIMCOM, ['+NITZ: 26/01/02,03:04:05', '+CTZV: +32', 'DST: 1', '*PSUTTZ: 2026,1,2']],
  ['network', SIMCOM, ['+CREG: 1', '+CGREG: 1', '+CEREG: 1', '+CSQ: 21,99', '+CNSMOD: 8', '+CPSI: NO SERVICE,Online']],
  [
    'packet domain',
    SIMCOM,
    ['NW DEACT IP,"10.0.0.2",1', 'ME DEACT 1', 'NW DETACH', 'ME DETACH'].map((event) => `+CGEV: ${event}`),
  ],
  [
    'packet domain',
    SIMCOM,
    ['NW REACT IP,"10.0.0.2",1', 'REJECT IP,"10.0.0.2"', 'NW CLASS B', 'ME CLASS B'].map((event) => `+CGEV: ${event}`),
  ],
  [
    'MQTT',
    SIMCOM,
    ['+CMQTTCONNLOST: 0,1', '+CMQTTCONNLOST: 0,2', '+CMQTTCONNLOST: 0,3', '+CMQTTPING: 0,11', '+CMQTTNONET'],
  ],
  ['MQTT', SIMCOM, ['+CMQTTRXSTART: 0,9,60', '+CMQTTRXTOPIC: 0,9', '+CMQTTRXPAYLOAD: 0,60', '+CMQTTRXEND: 0']],
  ['sockets', SIMCOM, ['+IPCLOSE: 0,0', '+IPCLOSE: 0,1', '+IPCLOSE: 0,2', '+CIPEVENT: NETWORK CLOSED UNEXPECTEDLY']],
  [
    'sockets',
    SIMCOM,
    ['RECV FROM:192.0.2.7:1883', '+IPD12', '+RECEIVE,0,12', '+CIPRXGET: 1,0', '+CLIENT: 1,0,192.0.2.9:51234'],
  ],
  ['TLS', SIMCOM, ['+CCHEVENT: 0,RECV EVENT', '+CCH_RECV_CLOSED: 0,4', '+CCH_PEER_CLOSED: 0']],
  ['HTTP', SIMCOM, ['+HTTP_PEER_CLOSED', '+HTTP_NONET_EVENT']],
  ['calls', SIMCOM, ['RING', '+CRING: VOICE', '+CLIP: "5550100",129', 'VOICE CALL: BEGIN', 'VOICE CALL: END: 000017']],
  ['calls', SIMCOM, ['MISSED_CALL: 11:01AM 5550100', 'NO CARRIER', '+RXDTMF: 7']],
  [
    'messages',
    SIMCOM,
    ['+CMTI: "SM",4', '+CMT: "5550100",,"26/01/02,03:04:05+00"', '+CDS: 25', '+CDSI: "SM",4', '+CBM: 0,1,0,1,1'],
  ],
  ['messages', SIMCOM, ['+CUSD: 0,"balance",15']],
  ['GNSS', SIM7600, ['+CGPS: 0', '+CAGPSINFO: 0', '+CGPSINFO: ,,,,,,,,', '+CGNSSINFO: ,,,,,,,,,,,,,,,']],
  ['supply', SIMCOM, ['+CMTE:-1', '+CMTE:1', '+CMTE:-2', '+CMTE:2', 'UNDER-VOLTAGE WARNNING', 'OVER-VOLTAGE WARNNING']],
  ['supply', SIMCOM, ['UNDER-VOLTAGE WARNNING POWER DOWN', 'OVER-VOLTAGE WARNNING POWER DOWN']],
  ['sound', SIMCOM, ['+CTTS: 0', '+RECSTATE: crec stop', '+AUDIOSTATE: audio play', '+WAVSTATE: wav play']],
  [
    'ESP-AT',
    ['esp-at'],
    ['ready', 'busy p...', 'Will force to restart!!!', 'WIFI CONNECTED', 'WIFI GOT IP', 'WIFI DISCONNECT'],
  ],
  [
    'ESP-AT',
    ['esp-at'],
    ['0,CONNECT', '0,CLOSED', 'SEND OK', 'SEND FAIL', 'Recv 5 bytes', '+IPD,5:', '+ERRNO:1', '+TIME_UPDATED'],
  ],
  [
    'ESP-AT',
    ['esp-at'],
    ['+QUITT', '+MQTTSUBRECV:0,"t",2,on', '+MQTTDISCONNECTED:0', 'ERR CODE:0x00006001', 'ALREADY SUBSCRIBE'],
  ],
  [
    'RUI3',
    ['rak3172'],
    ['JOINED', 'JOIN_FAILED_RX_TIMEOUT', 'JOIN_FAILED_TX_TIMEOUT', 'JOIN_FAILED_5', 'JOIN FAILED'].map(
      (event) => `+EVT:${event}`,
    ),
  ],
  [
    'RUI3',
    ['rak3172'],
    ['TX_DONE', 'SEND_CONFIRMED_OK', 'SEND_CONFIRMED_FAILED(4)', 'SEND CONFIRMED OK'].map((event) => `+EVT:${event}`),
  ],
  [
    'RUI3',
    ['rak3172'],
    ['RX_1:-28:8:UNICAST:2:00000710', 'RX_C:-28:8:UNICAST:2:00', 'TIMEREQ_OK', 'TIMEREQ_FAILED'].map(
      (event) => `+EVT:${event}`,
    ),
  ],
  [
    'RUI3',
    ['rak3172'],
    ['TXP2P DONE', 'RXP2P:-40:10:0A', 'RXP2P RECEIVE TIMEOUT', 'RXP2P RECEIVE ERROR'].map((event) => `+EVT:${event}`),
  ],
  [
    'RUI3',
    ['rak3172'],
    ['AT_ERROR', 'AT_PARAM_ERROR', 'AT_BUSY_ERROR', 'AT_TEST_PARAM_OVERFLOW', 'AT_NO_CLASSB_ENABLE'],
  ],
  [
    'RUI3',
    ['rak3172'],
    ['AT_NO_NETWORK_JOINED', 'AT_RX_ERROR', 'AT_MODE_NO_SUPPORT', 'AT_COMMAND_NOT_FOUND', 'AT_UNSUPPORTED_BAND'],
  ],
  [
    'LoRaWAN_AT_Slave',
    ['stm32wl'],
    ['AT_NO_CLASS_B_ENABLE', 'AT_DUTYCYCLE_RESTRICTED', 'AT_CRYPTO_ERROR', 'error unknown'],
  ],
];

/** Each family with each of the words. */
const each = (families: readonly AtFamily[], words: readonly string[]) =>
  families.flatMap((family) => words.map((word) => [family, word] as const));

describe('the commands of the manuals are known', () => {
  it.each(COMMANDS)('chapter %s of %j', (_, families, names) => {
    const missing = each(families, names.split(' ')).filter(
      ([family, name]) => createDictionary(family).command(name) === undefined,
    );
    expect(missing).toEqual([]);
  });

  it('and AT alone is', () => {
    for (const family of ['sim7600', 'a76xx', 'esp-at', 'rak3172', 'stm32wl'] as const) {
      expect(createDictionary(family).explainCommand('AT').problems, family).toEqual([]);
    }
  });

  it.each([
    ['sim7600', '+CESQ'],
    ['sim7600', '+SMCONF'],
    ['sim7600', '+MQTTPUB'],
    ['esp-at', '+CMQTTPUB'],
    ['rak3172', '+CSQ'],
  ] as const)('but those of others are not: %s has no AT%s', (family, name) => {
    expect(createDictionary(family).command(name)).toBeUndefined();
  });
});

describe('the reports of the manuals have words', () => {
  it.each(REPORTS)('%s of %j: %j', (_, families, lines) => {
    const missing = each(families, lines).filter(
      ([family, line]) => createDictionary(family).explainLine(line) === null,
    );
    expect(missing).toEqual([]);
  });
});
