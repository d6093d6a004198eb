/** The largest file that is read, in bytes. */
const MOST = 4_000_000;

/** The text that was dragged onto the window: the first file's, else the dragged text; '' when there is none. */
export async function readDropped(data: DataTransfer): Promise<string> {
  const [file] = data.files;
  if (file === undefined) return data.getData('text/plain');
  // Latin-1 keeps every byte of a raw log as one character; UTF-8 is what .atlog and most terminals write.
  const bytes = new Uint8Array(await file.slice(0, MOST).arrayBuffer());
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('latin1').decode(bytes);
  }
}
