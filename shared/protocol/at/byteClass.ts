/** The control characters that matter on an AT channel (ITU-T V.250 5.1, M3 2.2.9 and 11.2.5). */
export const CR = 0x0d;
export const LF = 0x0a;
export const SPACE = 0x20;
export const PLUS = 0x2b;
export const PROMPT_SIGN = 0x3e;
/** Ends data of variable length. */
export const CTRL_Z = 0x1a;
/** Cancels data of variable length. */
export const ESC = 0x1b;
/** In CIPSEND data of variable length: the next byte is data, whatever it is. */
export const ETX = 0x03;

/** Classes of bytes for the line modes. */
export const PLAIN = 0;
export const LINE_END = 1;
export const OTHER = 2;

/** Class by byte: PLAIN = printable ASCII and tab, LINE_END = CR or LF, OTHER = anything else. Read only. */
export const BYTE_CLASS: Readonly<Uint8Array> = Uint8Array.from({ length: 256 }, (_, byte) => {
  if (byte === CR || byte === LF) return LINE_END;
  return byte === 0x09 || (byte >= SPACE && byte < 0x7f) ? PLAIN : OTHER;
});

export const isBlank = (byte: number | undefined): boolean => byte === CR || byte === LF || byte === SPACE;
