/** Who speaks, by a mark in front of the text. */
export interface DirectionMark {
  readonly dir: 'tx' | 'rx';
  /** Characters of the line it takes. */
  readonly length: number;
  /** Arrows also part a time stamp from its text. */
  readonly arrow: boolean;
  /** `<` or `>` alone, which may be a prompt elsewhere. */
  readonly sign: boolean;
}

const OUT = 'TX|TXD|SEND(?:ING)?(?: command)?|SENT|OUT|WRITE|WROTE|COMMAND|CMD|REQUEST|MCU|DTE|W|SENDE|GESENDET';
const IN = 'RX|RXD|RECV|RECEIVED?|IN|READ|RESPONSE|RESP|REPLY|ANSWER|MODEM|DCE|R|EMPFANGE(?:N)?|ANTWORT';
const COUNT = String.raw`(?:\s*[\[(]?\d+(?: ?bytes?)?[\])]?)?`;
/** A `>` with nothing behind it is the prompt. */
const PARTING = String.raw`\s*(?:[:=|]|-{1,2}>?|={1,2}>|<-{1,2}|<{1,3}|>{1,3}(?=\s*\S))\s?`;
/** What Python prints of bytes needs no colon before it. */
const QUOTED = String.raw`\s+(?=b?(?:'.*'|".*")$)`;
/** `[TX] AT`, `(RX) - OK`, `TX: AT`, `RX(4): OK`, `Sent -> AT`, `sent b'AT'`. */
const words = (names: string): RegExp =>
  new RegExp(
    `^(?:[\\[({<](?:${names})[\\])}>]${COUNT}(?:${PARTING})?|(?:${names})${COUNT}(?:${PARTING}|${QUOTED}))[ \\t]?`,
    'i',
  );
const OUT_WORD = words(OUT);
const IN_WORD = words(IN);
/** `TX AT`: these alone, for `SEND OK` and `RECV FROM:` are lines of a modem. */
const BARE = /^(TX|RX)[ \t]+(?=\S)/;
const OUT_ARROW = /^(?:-{1,3}>{1,3}|={1,3}>|>{2,3}|→|⇒|»)[ \t]?/;
const IN_ARROW = /^(?:<{1,3}-{1,3}|<={1,3}|<{2,3}|←|⇐|«)[ \t]?/;
/** A sign alone is a prompt unless a command follows; `<CR>` is a character that was made visible. */
const OUT_SIGN = /^>[ \t]*(?=at(?:[+&]|[ei]\d?\b|$))/i;
const IN_SIGN = /^<(?![A-Za-z0-9+-]{1,6}>)[ \t]*(?=\S)/;

/** The mark a line begins with; null when there is none. */
export function directionMark(line: string): DirectionMark | null {
  for (const [pattern, dir, shape] of PATTERNS) {
    const match = pattern.exec(line);
    if (match === null) continue;
    return { dir, length: match[0].length, arrow: shape !== 'word', sign: shape === 'sign' };
  }
  const bare = BARE.exec(line);
  if (bare === null) return null;
  return { dir: bare[1] === 'TX' ? 'tx' : 'rx', length: bare[0].length, arrow: false, sign: false };
}

const PATTERNS: readonly (readonly [RegExp, 'tx' | 'rx', 'word' | 'arrow' | 'sign'])[] = [
  [OUT_WORD, 'tx', 'word'],
  [IN_WORD, 'rx', 'word'],
  [IN_ARROW, 'rx', 'arrow'],
  [OUT_ARROW, 'tx', 'arrow'],
  [IN_SIGN, 'rx', 'sign'],
  [OUT_SIGN, 'tx', 'sign'],
];
