import type { SerialKind } from '../../../model/row.ts';
import type { AtFamily } from '../dictionary/entryTypes.ts';

/** A line of a capture, as far as it tells the modem's family. */
export interface FamilyClue {
  readonly seq: number;
  /** The line without its line ends; '' for data. */
  readonly text: string;
  readonly row: { readonly kind: SerialKind };
}

export interface DetectedFamily {
  readonly family: AtFamily;
  /** The row that says so most clearly; null: nothing did, and the family is the usual one. */
  readonly evidence: number | null;
  /** An identity, a banner or a behaviour that no other family has was seen. */
  readonly sure: boolean;
}

interface Mark {
  readonly family: AtFamily;
  /** 3: the modem says its name; 2: only this family does so; 1: usual for it. */
  readonly weight: 1 | 2 | 3;
  readonly pattern: RegExp;
  /** In rows of these kinds; any line of the modem when absent. */
  readonly kinds?: readonly SerialKind[];
}

const COMMANDS: readonly SerialKind[] = ['command', 'echo'];

/** What the modem says. */
const SAID: readonly Mark[] = [
  { family: 'sim7600', weight: 3, pattern: /SIM7(?:5\d\d|60\d)/i },
  { family: 'a76xx', weight: 3, pattern: /\bA7[67]\d\d|SIM76[7-9]/i },
  { family: 'esp-at', weight: 3, pattern: /^AT version:|^Bin version|^SDK version:/ },
  { family: 'rak3172', weight: 3, pattern: /RAK3172|RAK4630|RUI_\d/ },
  { family: 'stm32wl', weight: 3, pattern: /^(?:APPLICATION_VERSION|APP_VERSION|MW_LORAWAN_VERSION)|STM32WL/ },
  // Boot banners.
  { family: 'a76xx', weight: 2, pattern: /^(?:\*ATREADY|QCRDY)/ },
  { family: 'sim7600', weight: 1, pattern: /^RDY$/ },
  { family: 'esp-at', weight: 1, pattern: /^ready$/ },
  { family: 'esp-at', weight: 2, pattern: /^WIFI (?:CONNECTED|GOT IP|DISCONNECT)$|^\+MQTTSUBRECV:|^\+CW[A-Z]+:/ },
  {
    family: 'rak3172',
    weight: 2,
    pattern: /^\+EVT:(?:SEND_CONFIRMED_OK|TX_DONE|RX_\w+:-?\d+:-?\d+:|TXP2P|RXP2P|JOIN_FAILED_)/,
  },
  { family: 'rak3172', weight: 1, pattern: /^\+EVT:/ },
  {
    family: 'rak3172',
    weight: 2,
    pattern: /^AT_(?:NO_CLASSB_ENABLE|MODE_NO_SUPPORT|COMMAND_NOT_FOUND|UNSUPPORTED_BAND)$/,
  },
  { family: 'stm32wl', weight: 2, pattern: /^AT_(?:NO_CLASS_B_ENABLE|DUTYCYCLE_RESTRICTED|CRYPTO_ERROR)$/ },
  { family: 'rak3172', weight: 1, pattern: /^AT_(?:ERROR|PARAM_ERROR|BUSY_ERROR|NO_NETWORK_JOINED|RX_ERROR)$/ },
  { family: 'a76xx', weight: 1, pattern: /^\+CGEV: EPS PDN ACT/ },
  // Where the result line of these stands (manual V3.00, 16.2.1 allows both; firmware does one).
  { family: 'sim7600', weight: 2, pattern: /^\+CMQTT(?:START|STOP): 0$/, kinds: ['info'] },
  { family: 'a76xx', weight: 2, pattern: /^\+CMQTT(?:START|STOP): \d+$/, kinds: ['late'] },
  { family: 'a76xx', weight: 1, pattern: /^\+CMQTTCONNECT: \d,[1-9]\d*$/, kinds: ['info'] },
];

/** What the host asks, which counts when the modem does not refuse it. */
const ASKED: readonly Mark[] = [
  { family: 'esp-at', weight: 2, pattern: /^AT\+(?:CW[A-Z]+|MQTT(?:USERCFG|CONNCFG|CONN|PUBRAW|CLEAN))\b/i },
  {
    family: 'rak3172',
    weight: 2,
    pattern: /^AT\+(?:NWM|NJM|NJS|P2P|PSEND|PRECV|JOIN=\d:\d:\d+:\d+|SEND=\d+:[0-9A-F]*$)/i,
  },
  { family: 'stm32wl', weight: 2, pattern: /^AT\+(?:VL=|LTIME|SEND=\d+:[01]:|JOIN=[01]$)/i },
  { family: 'a76xx', weight: 1, pattern: /^AT\+CMQTTSUB=\d,"/i },
];

const REFUSAL = /^(?:ERROR|AT_\w*ERROR|AT_COMMAND_NOT_FOUND|\+CM[ES] ERROR:)/;

/** Which family of modems speaks here, by what it says of itself, its banners, its vocabulary and the order of its results. */
export function detectFamily(clues: readonly FamilyClue[]): DetectedFamily {
  const found = new Map<AtFamily, { weight: number; seq: number; readonly marks: Set<Mark> }>();
  const count = (mark: Mark, seq: number): void => {
    const known = found.get(mark.family) ?? { weight: 0, seq, marks: new Set() };
    known.marks.add(mark);
    if (mark.weight > known.weight) Object.assign(known, { weight: mark.weight, seq });
    found.set(mark.family, known);
  };

  let asked: { readonly mark: Mark; readonly seq: number } | null = null;
  let sawCommand = false;
  for (const { seq, text, row } of clues) {
    if (text === '') continue;
    if (COMMANDS.includes(row.kind)) {
      sawCommand = true;
      const mark = ASKED.find(({ pattern }) => pattern.test(text));
      asked = mark === undefined ? null : { mark, seq };
      continue;
    }
    if (row.kind === 'final' && asked !== null) {
      if (!REFUSAL.test(text)) count(asked.mark, asked.seq);
      asked = null;
    }
    for (const mark of SAID) {
      // Without the commands nobody knows where in an answer the line stood.
      if (mark.kinds !== undefined && !(sawCommand && mark.kinds.includes(row.kind))) continue;
      if (mark.pattern.test(text)) count(mark, seq);
    }
  }

  // The strongest mark decides; among equals, who has more of them.
  const [best] = [...found].sort(([, a], [, b]) => b.weight - a.weight || b.marks.size - a.marks.size || a.seq - b.seq);
  if (best === undefined) return { family: 'sim7600', evidence: null, sure: false };
  const [family, { weight, seq }] = best;
  return { family, evidence: seq, sure: weight >= 2 };
}
