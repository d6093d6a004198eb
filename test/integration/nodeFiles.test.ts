import { mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createNodeFiles } from '#bench/settings/nodeFiles.ts';

let folder = '';
const files = createNodeFiles();

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'modemscope-files-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

describe('createNodeFiles', () => {
  it('has null for a file that is not there, or whose folder is not', async () => {
    expect(await files.readText(join(folder, 'none.json'))).toBeNull();
    expect(await files.readText(join(folder, 'no', 'folder', 'none.json'))).toBeNull();
    await writeFile(join(folder, 'file'), '');
    expect(await files.readText(join(folder, 'file', 'below.json'))).toBeNull();
  });

  it('makes the folders, writes for the owner only and reads back', async () => {
    const path = join(folder, 'data', 'deep', 'settings.json');
    await files.writeText(path, '{"a":"Größe"}\n');
    expect(await files.readText(path)).toBe('{"a":"Größe"}\n');
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect((await stat(join(folder, 'data'))).mode & 0o777).toBe(0o700);
  });

  it('replaces a file whole and leaves nothing beside it, whoever writes at once', async () => {
    const path = join(folder, 'settings.json');
    await files.writeText(path, 'old'.repeat(10_000));
    const texts = Array.from({ length: 8 }, (_, i) => `${i}`.repeat(5000));
    await Promise.all(texts.map((text) => files.writeText(path, text)));
    expect(texts).toContain(await files.readText(path));
    expect(await readdir(folder)).toEqual(['settings.json']);
  });

  it('keeps the old content and no draft when the write fails', async () => {
    const path = join(folder, 'settings.json');
    await mkdir(join(path, 'in-the-way'), { recursive: true }); // a folder cannot be replaced by a file
    await expect(files.writeText(path, 'new')).rejects.toThrow();
    expect(await readdir(folder)).toEqual(['settings.json']);
    await expect(files.readText(path)).rejects.toThrow();
  });

  it('reports a folder that cannot be made', async () => {
    await writeFile(join(folder, 'file'), 'old');
    await expect(files.writeText(join(folder, 'file', 'settings.json'), 'new')).rejects.toThrow();
    expect(await files.readText(join(folder, 'file'))).toBe('old');
  });
});
