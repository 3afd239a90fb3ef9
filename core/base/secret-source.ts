/** Where a secret comes from. */
export interface SecretSource<Secret> {
  /** As last read; read if it never was. */
  current(): Promise<Secret>;
  /** Read again. */
  renewed(): Promise<Secret>;
}

/** A secret could not be read. The message names where it should be, never what was found there. */
export class SecretError extends Error {
  override readonly name = 'SecretError';
}

/** The secret read again; null where that fails, so that what was seen with the old one is still reported. */
export async function renewOrNull<Secret>(source: SecretSource<Secret>): Promise<Secret | null> {
  try {
    return await source.renewed();
  } catch (error) {
    if (error instanceof SecretError) return null;
    throw error;
  }
}
