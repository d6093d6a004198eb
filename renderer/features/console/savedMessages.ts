import { MAX_SAVED_CHARS, MAX_SAVED_MESSAGES, type SavedMessage } from '#shared/contract/publish.ts';

export interface SavedFolder {
  /** '' for those outside of all folders. */
  readonly folder: string;
  readonly messages: readonly SavedMessage[];
}

const ORDER = new Intl.Collator('en', { numeric: true });

/** Folders and what is in them, by name; those outside of all folders first. */
export function savedFolders(saved: readonly SavedMessage[]): readonly SavedFolder[] {
  const folders = [...new Set(saved.map(({ folder }) => folder))].sort(ORDER.compare);
  return folders.map((folder) => ({
    folder,
    messages: saved.filter((entry) => entry.folder === folder).sort((a, b) => ORDER.compare(a.name, b.name)),
  }));
}

const isSame = (a: SavedMessage, { folder, name }: Pick<SavedMessage, 'folder' | 'name'>): boolean =>
  a.folder === folder && a.name === name;

/** With `entry` in it, in the place of one of the same name; null when there is no room for one more. */
export function putSaved(saved: readonly SavedMessage[], entry: SavedMessage): SavedMessage[] | null {
  const others = saved.filter((other) => !isSame(other, entry));
  const next = [...others, entry];
  return next.length > MAX_SAVED_MESSAGES || JSON.stringify(next).length > MAX_SAVED_CHARS ? null : next;
}

export const dropSaved = (saved: readonly SavedMessage[], entry: SavedMessage): SavedMessage[] =>
  saved.filter((other) => !isSame(other, entry));
