import { z } from 'zod';
import { accessRule, MAX_RULES, MAX_USERS } from '#shared/contract/brokerAccess.ts';

/** The broker's access settings as they are kept: passwords hashed. */
const accessFile = z.object({
  anonymous: z.boolean(),
  users: z
    .array(
      z.object({
        name: z.string().min(1).max(256),
        salt: z.string(),
        hash: z.string(),
        cost: z.int().min(1024).max(1_048_576),
      }),
    )
    .max(MAX_USERS),
  rules: z.array(accessRule).max(MAX_RULES),
  otherwise: z.boolean(),
  persist: z.boolean(),
});
export type AccessFile = z.infer<typeof accessFile>;

export const OPEN_ACCESS: AccessFile = { anonymous: true, users: [], rules: [], otherwise: true, persist: false };

/** Lets nobody in. */
export const CLOSED_ACCESS: AccessFile = { ...OPEN_ACCESS, anonymous: false };

/** Null when it is no such file. */
export function parseAccessFile(text: string): AccessFile | null {
  try {
    return accessFile.parse(JSON.parse(text));
  } catch {
    return null;
  }
}
