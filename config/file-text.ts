/** The text of a file, or why it is none that can be read. */
export type FileText = { readonly text: string } | { readonly problem: string };

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** As Windows PowerShell's `>` and some editors write them. */
const utf16Marks = ['\u00ff\u00fe', '\u00fe\u00ff'];

/** Decodes what is to be UTF-8, with or without a byte order mark. */
export const fileText = (bytes: Uint8Array): FileText => {
  const mark = String.fromCharCode(...bytes.subarray(0, 2));
  // Without a mark, every other byte of a text in English is zero.
  if (utf16Marks.includes(mark) || bytes.subarray(0, 100).includes(0)) {
    return { problem: 'is in UTF-16 or no text at all: save it as UTF-8' };
  }
  try {
    return { text: utf8.decode(bytes) };
  } catch {
    return { problem: 'is not in UTF-8: save it as UTF-8' };
  }
};
