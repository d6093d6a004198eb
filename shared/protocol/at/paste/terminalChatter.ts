/** What terminal programs print about themselves. */
const CHATTER: readonly RegExp[] = [
  /^(?:Welcome to minicom|OPTIONS: |Compiled on |Port \/dev\/|Press CTRL-A Z)/,
  /^(?:picocom v|port is\s+:|flowcontrol\s+:|baudrate is\s+:|parity is\s+:|databits are\s+:|stopbits are\s+:)/,
  /^(?:Type \[C-a\]|Terminal ready|Thanks for using picocom|\*\*\* (?:baud|local echo))/,
  /^(?:--- (?:Miniterm|Terminal|Quit|Available|More|forcedport|exit|Using|Waiting)|Executing task|Miniterm on)/,
  /^=~.*(?:PuTTY|log).*=~/,
  /^(?:screen|minicom|cu|picocom|tio|putty)\s.*(?:\/dev\/|COM\d)/,
  /^\[(?:screen is terminating|tio \d\d:\d\d:\d\d\])/,
  /^```/,
  /^(?:\/\/|#)(?:\s|$)(?!\s*at\b)/i,
];

export const isChatter = (line: string): boolean => CHATTER.some((pattern) => pattern.test(line));

// biome-ignore lint/suspicious/noControlCharactersInRegex: terminal colours and cursor movements begin with ESC
const TERMINAL_CODES = /\x1b(?:\[[0-9;?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[()][0-9A-B])/g;

/** The lines of pasted text: without terminal codes, quoting marks and what terminals say about themselves. */
export function contentLines(pasted: string): readonly string[] {
  const lines = pasted
    .replace(/^\uFEFF/, '')
    .replaceAll(TERMINAL_CODES, '')
    .replaceAll(/[\u200B\u2060]/g, '')
    .replaceAll('\u00A0', ' ')
    .split(/\r*\n|\r/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !isChatter(line));
  // A mail or a forum quotes every line.
  const quoted = lines.length > 3 && lines.every((line) => /^>(?:\s|$)/.test(line));
  return quoted ? lines.map((line) => line.replace(/^>\s?/, '')).filter((line) => line !== '') : lines;
}
