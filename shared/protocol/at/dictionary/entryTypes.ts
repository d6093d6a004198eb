/** Families of AT modems the bench knows. `sim7600` covers SIM7500/SIM7600, `a76xx` also SIM767x. */
export const AT_FAMILIES = ['sim7600', 'a76xx', 'esp-at', 'rak3172', 'stm32wl'] as const;
export type AtFamily = (typeof AT_FAMILIES)[number];

/** As one says them. */
export const FAMILY_NAMES: Readonly<Record<AtFamily, string>> = {
  sim7600: 'SIM7600',
  a76xx: 'A76xx',
  'esp-at': 'ESP-AT',
  rak3172: 'RAK3172',
  stm32wl: 'STM32WL',
};

/** `AT+X`, `AT+X?`, `AT+X=?`, `AT+X=…` (3GPP TS 27.007, 4). Basic commands with a number (`ATE0`) are `write`. */
export const COMMAND_FORMS = ['execute', 'read', 'test', 'write'] as const;
export type CommandForm = (typeof COMMAND_FORMS)[number];

export const COMMAND_GROUPS = [
  'basic',
  'identity',
  'power',
  'sim',
  'network',
  'packet-domain',
  'tcpip',
  'ssl',
  'mqtt',
  'http',
  'gnss',
  'sms',
  'time',
  'call',
  'file',
  'wifi',
  'lora',
] as const;
export type CommandGroup = (typeof COMMAND_GROUPS)[number];

/** Which table a command's numeric errors are read with. The same number means different things in each. */
export const ERROR_TABLES = [
  'cme',
  'cms',
  'mqtt',
  'tcpip',
  'ip-error',
  'ssl',
  'http',
  'ntp',
  'htp',
  'ftps',
  'esp-at',
] as const;
export type ErrorTable = (typeof ERROR_TABLES)[number];

export type Severity = 'ok' | 'note' | 'warning' | 'error';

/** One parameter of a command, or one field of an answer. */
export interface FieldSpec {
  /** As the manual names it: `rssi`. */
  readonly name: string;
  /** In plain words. */
  readonly meaning: string;
  readonly type: 'integer' | 'number' | 'string' | 'hex' | 'text';
  /** Allowed integers, both ends included; several stretches where the manual has gaps. */
  readonly range?: readonly (readonly [from: number, to: number])[];
  /** What single values mean; also the allowed ones when there is no range. */
  readonly values?: Readonly<Record<string, string>>;
  readonly unit?: string;
  /** Bytes of a string. */
  readonly length?: readonly [least: number, most: number];
  /** How the value has to begin: `tcp://`. */
  readonly begins?: string;
  readonly default?: string;
  readonly optional?: true;
  /** A password, a PIN: never shown, never stored. */
  readonly secret?: true;
  /** A subscriber or equipment number (IMEI, IMSI, ICCID, phone number): masked in exports on request. */
  readonly personal?: true;
  /** The raw field (without quotes) in words and units, when the parts above do not say it. */
  readonly words?: (raw: string) => string;
  /** How good or bad this value is, where it can be said. */
  readonly judge?: (raw: string) => Severity | undefined;
}

/** A field of a real line, read. */
export interface DecodedField {
  readonly name: string;
  /** Without quotes. */
  readonly raw: string;
  /** In words and units: `−77 dBm`. */
  readonly text: string;
  readonly severity?: Severity;
}

export interface DecodeContext {
  readonly family: AtFamily;
  /** The form of the command that is answered; null for a URC. */
  readonly form: CommandForm | null;
}

/** A line a modem answers or reports: `+NAME: field,field`. */
export interface LineSpec {
  /** `+CSQ`; '' for a line without a name (an IMEI alone). */
  readonly prefix: string;
  readonly fields: readonly FieldSpec[];
  /** Takes every line of the answer, whatever it begins with (a dump of settings). */
  readonly any?: true;
  /** For which forms of the command; all when absent. */
  readonly forms?: readonly CommandForm[];
  /** Reads the fields where one table of fields is not enough (several layouts, units by magnitude). */
  readonly decode?: (fields: readonly string[], context: DecodeContext) => readonly DecodedField[];
  /** The whole line in one short sentence, for the explanation: `signal −69 dBm, good`. */
  readonly sentence?: (fields: readonly string[], context: DecodeContext) => string;
}

export interface FormSpec {
  readonly form: CommandForm;
  /** As one types it: `AT+CMQTTPUB=<client>,<qos>,<timeout>[,<retained>[,<dup>]]`. */
  readonly syntax: string;
  readonly parameters: readonly FieldSpec[];
}

/** The line that tells the outcome of a command whose OK only means "accepted". */
export interface OutcomeSpec {
  readonly prefix: string;
  /** Which field is the error code, counted from 0; `last` where the number of fields varies. */
  readonly code: number | 'last';
  /** The code of success; 0 unless the manual says otherwise. */
  readonly success: number;
  readonly errors: ErrorTable;
  /** `before-ok`, `after-ok` or either, by family and firmware. */
  readonly order: Readonly<Partial<Record<AtFamily, 'before-ok' | 'after-ok' | 'either'>>>;
}

export interface CommandEntry {
  /** Without AT: `+CSQ`, `E`, `&F`, `I`. */
  readonly name: string;
  readonly families: readonly AtFamily[];
  readonly group: CommandGroup;
  /** `Signal quality`. */
  readonly title: string;
  /** What it does and what to know, in one to three plain sentences. */
  readonly meaning: string;
  readonly forms: readonly FormSpec[];
  /** Information lines before the final result code. */
  readonly answers: readonly LineSpec[];
  readonly outcome?: OutcomeSpec;
  /** Table of the codes in its `+CME ERROR`-like or own error lines. */
  readonly errors: ErrorTable;
  /** Documented maximum response time in seconds; null where the manual gives none. */
  readonly maxSeconds: number | null;
  /** The manual `maxSeconds` is from, when that of `section` gives none: a hint only. */
  readonly maxSecondsFrom?: string;
  /** Why a console asks before it sends this: resets, erases, rewrites what outlives a reset. */
  readonly caution?: {
    readonly forms: readonly CommandForm[];
    readonly why: string;
    /** Only with such arguments (without quotes): AT+CFUN=1,1 restarts, AT+CFUN=1 does not. */
    readonly when?: (args: readonly string[]) => boolean;
  };
  /** `V3.00 3.2.8` (SIM7500_SIM7600 AT Command Manual), or another manual by name. */
  readonly section: string;
}

/** An unsolicited result code. */
export interface UrcEntry {
  /** `+CREG`, `RDY`, `NORMAL POWER DOWN`. */
  readonly name: string;
  readonly families: readonly AtFamily[];
  readonly title: string;
  /** What to conclude from it. */
  readonly meaning: string;
  readonly line: LineSpec;
  readonly severity: Severity;
  readonly section: string;
}
