/** Section numbers: SIM7500_SIM7600 Series AT Command Manual V3.00, unless another source is named. */

/** Where data after a prompt ends. `open`: not known, so at the next final result. */
export type DataTerms =
  | { readonly end: 'count'; readonly count: number }
  | { readonly end: 'ctrl-z'; readonly etxEscapes: boolean }
  | { readonly end: 'open' };

export interface PromptCommand {
  readonly name: string;
  /** What the modem prints when it waits for data. `DOWNLOAD` is a line, `>` is not followed by a line end. */
  readonly prompt: '>' | 'DOWNLOAD';
  /** The terms by the command's arguments; null: this form asks for no data. */
  readonly terms: (args: readonly string[]) => DataTerms | null;
  readonly section: string;
}

const OPEN: DataTerms = { end: 'open' };
const number = (text: string | undefined): number | null =>
  text !== undefined && /^\d{1,7}$/.test(text) ? Number(text) : null;

const counted =
  (index: number) =>
  (args: readonly string[]): DataTerms => {
    const count = number(args[index]);
    return count === null ? OPEN : { end: 'count', count };
  };
/** Three fields with a length make the long form; otherwise the topics come from elsewhere. */
const longForm = (args: readonly string[]): DataTerms | null => {
  const count = args.length >= 3 ? number(args[1]) : null;
  return count === null ? null : { end: 'count', count };
};
/** On newer families the topic may stand in the command, and the payload follows. */
const inlineTopic = (args: readonly string[]): DataTerms | null => {
  const count = number(args[1]) === null && args.length >= 4 ? number(args[3]) : null;
  return count === null ? null : { end: 'count', count };
};
const ctrlZ = (): DataTerms => ({ end: 'ctrl-z', etxEscapes: false });
/** `<link>,<len>`, `<link>,` or, on ESP-AT and SIM800, `<len>` or nothing. */
const socketData = (args: readonly string[]): DataTerms => {
  const count = number(args.length > 1 ? args[1] : args[0]);
  return count === null ? { end: 'ctrl-z', etxEscapes: true } : { end: 'count', count };
};

export const PROMPT_COMMANDS: readonly PromptCommand[] = [
  { name: '+CIPSEND', prompt: '>', terms: socketData, section: '11.2.5' },
  { name: '+CCHSEND', prompt: '>', terms: counted(1), section: '10.2.5' },
  { name: '+CMQTTWILLTOPIC', prompt: '>', terms: counted(1), section: '16.2.5' },
  { name: '+CMQTTWILLMSG', prompt: '>', terms: counted(1), section: '16.2.6' },
  { name: '+CMQTTTOPIC', prompt: '>', terms: counted(1), section: '16.2.9' },
  { name: '+CMQTTPAYLOAD', prompt: '>', terms: counted(1), section: '16.2.10' },
  { name: '+CMQTTPUB', prompt: '>', terms: inlineTopic, section: 'seen on A7670' },
  { name: '+CMQTTSUBTOPIC', prompt: '>', terms: counted(1), section: '16.2.12' },
  { name: '+CMQTTUNSUBTOPIC', prompt: '>', terms: counted(1), section: '16.2.14' },
  { name: '+CMQTTSUB', prompt: '>', terms: longForm, section: '16.2.13' },
  { name: '+CMQTTUNSUB', prompt: '>', terms: longForm, section: '16.2.15' },
  { name: '+CCERTDOWN', prompt: '>', terms: counted(1), section: '10.2.2' },
  { name: '+CFTRANRX', prompt: '>', terms: counted(1), section: '20.2' },
  { name: '+CMGS', prompt: '>', terms: ctrlZ, section: '9.2.12' },
  { name: '+CMGW', prompt: '>', terms: ctrlZ, section: '9.2.14' },
  { name: '+HTTPDATA', prompt: 'DOWNLOAD', terms: counted(0), section: '13.2.7' },
  { name: '+MQTTPUBRAW', prompt: '>', terms: counted(2), section: 'ESP-AT MQTT' },
];
