import { createHmac, randomBytes, scrypt, timingSafeEqual } from 'node:crypto';

/** A password as it is kept: scrypt (RFC 7914) with its own salt. */
export interface PasswordHash {
  readonly salt: string;
  readonly hash: string;
  /** The cost parameter of scrypt. */
  readonly cost: number;
}

const COST = 16_384;
const KEY_BYTES = 32;
const SALT_BYTES = 16;

const derive = (password: string | Uint8Array, salt: Buffer, cost: number): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    scrypt(password, salt, KEY_BYTES, { N: cost, r: 8, p: 1, maxmem: 256 * 1_048_576 }, (error, key) => {
      if (error === null) resolve(key);
      else reject(error);
    });
  });

export async function hashPassword(password: string): Promise<PasswordHash> {
  const salt = randomBytes(SALT_BYTES);
  const key = await derive(password, salt, COST);
  return { salt: salt.toString('base64'), hash: key.toString('base64'), cost: COST };
}

/** What a password was compared with; `busy`: too many comparisons are under way. */
export type PasswordVerdict = 'right' | 'wrong' | 'busy';

/** Compares passwords without letting a burst of logins take the machine. */
export interface PasswordChecker {
  /** `kept` null: no such user; takes as long as a wrong password. */
  check(kept: PasswordHash | null, password: Uint8Array): Promise<PasswordVerdict>;
  /** Passwords changed: nothing that was right before counts. */
  forget(): void;
}

/** Comparisons at once. Each takes some 16 MiB and tens of milliseconds. */
const AT_ONCE = 2;
const WAITING = 32;
/** Right passwords that are known again without comparing: a device that connects again and again costs no scrypt. */
const REMEMBERED = 1000;

export function createPasswordChecker(): PasswordChecker {
  const secret = randomBytes(32);
  const nobody: PasswordHash = {
    salt: randomBytes(SALT_BYTES).toString('base64'),
    hash: randomBytes(KEY_BYTES).toString('base64'),
    cost: COST,
  };
  const right = new Set<string>();
  const waiting: (() => void)[] = [];
  let running = 0;
  const enter = async (): Promise<void> => {
    if (running < AT_ONCE) running += 1;
    else await new Promise<void>((go) => waiting.push(go));
  };
  /** The place goes straight to the next one, or is free. */
  const leave = (): void => {
    const next = waiting.shift();
    if (next === undefined) running -= 1;
    else next();
  };

  return {
    async check(kept, password) {
      const { salt, hash, cost } = kept ?? nobody;
      const mark = createHmac('sha256', secret).update(hash).update(password).digest('base64');
      if (kept !== null && right.has(mark)) return 'right';
      if (waiting.length >= WAITING) return 'busy';
      await enter();
      try {
        const key = await derive(password, Buffer.from(salt, 'base64'), cost);
        const wanted = Buffer.from(hash, 'base64');
        if (kept === null || key.length !== wanted.length || !timingSafeEqual(key, wanted)) return 'wrong';
      } finally {
        leave();
      }
      if (right.size >= REMEMBERED) right.clear();
      right.add(mark);
      return 'right';
    },
    forget: () => right.clear(),
  };
}
