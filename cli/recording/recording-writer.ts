import { open } from 'node:fs/promises';
import { constants, createGzip } from 'node:zlib';

/** Adds lines to a file. Each is on the disk, and can be read, before the next one comes. */
export interface LineWriter {
  append(line: string): Promise<void>;
  close(): Promise<void>;
}

export async function openWriter(file: string, { gzipped }: { readonly gzipped: boolean }): Promise<LineWriter> {
  const handle = await open(file, 'a');
  const write = (bytes: string | Buffer): Promise<void> => handle.appendFile(bytes);
  const close = (): Promise<void> => handle.close();
  if (!gzipped) return { append: (line) => write(`${line}\n`), close };
  const compression = compressing();
  return {
    append: async (line) => write(await compression.add(`${line}\n`)),
    close: async () => {
      await write(await compression.end()).finally(close);
    },
  };
}

/** What texts become, bytes by bytes: each can be unpacked without those that follow. */
function compressing() {
  const gzip = createGzip();
  let chunks: Buffer[] = [];
  let isBegun = false;
  gzip.on('data', (chunk: Buffer) => chunks.push(chunk));
  const taken = (): Buffer => {
    const bytes = Buffer.concat(chunks);
    chunks = [];
    return bytes;
  };
  return {
    add: async (text: string): Promise<Buffer> => {
      isBegun = true;
      await new Promise<void>((resolve) => {
        gzip.write(text);
        gzip.flush(constants.Z_SYNC_FLUSH, resolve);
      });
      return taken();
    },
    end: async (): Promise<Buffer> => {
      await new Promise<void>((resolve) => {
        gzip.once('end', resolve);
        gzip.end();
      });
      // An end without a beginning would be a member of the file that holds nothing.
      return isBegun ? taken() : Buffer.alloc(0);
    },
  };
}
