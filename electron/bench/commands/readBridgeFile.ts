import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { z } from 'zod';
import { type BridgeConfig, bridgeConfig, bridgeRule } from '#shared/contract/bridge.ts';

const fields = bridgeConfig.shape;
const ruleFields = bridgeRule.shape;

/** What may be left out is what the window's form begins with. Strict: a misspelt name must not pass for a default. */
const bridgeFile = z.strictObject({
  url: fields.url,
  clientId: fields.clientId.default(''),
  username: fields.username.default(''),
  level: fields.level.default(4),
  clean: fields.clean.default(true),
  keepAlive: fields.keepAlive.default(60),
  /** A PEM file, by a path from the folder of this one. */
  caFile: z.string().default(''),
  insecure: z.boolean().default(false),
  rules: z
    .array(
      z.strictObject({
        direction: ruleFields.direction.default('both'),
        filter: ruleFields.filter,
        localPrefix: ruleFields.localPrefix.default(''),
        remotePrefix: ruleFields.remotePrefix.default(''),
        qos: ruleFields.qos.default(1),
      }),
    )
    .min(1)
    .max(32),
});

/** Reads the file of `serve --bridge`. Rejects with words for the user. */
export async function readBridgeFile(path: string): Promise<BridgeConfig> {
  const parsed = bridgeFile.safeParse(parseJson(path, await readText(path)));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new Error(
      `The bridge file ${path} cannot be used: ${issue?.path.join('.') || 'file'}: ${issue?.message ?? ''}`,
    );
  }
  const { caFile, insecure, ...config } = parsed.data;
  const ca = caFile === '' ? '' : await readText(resolve(dirname(path), caFile));
  return { ...config, tls: { ca, insecure } };
}

async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    throw new Error(`${path} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function parseJson(path: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Error(`The bridge file ${path} is no JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}
