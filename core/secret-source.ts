/** Where a secret comes from. */
export interface SecretSource<Secret> {
  /** As last read; read if it never was. */
  current(): Promise<Secret>;
  /** Read anew, whatever was read before. */
  renewed(): Promise<Secret>;
}

/** A secret could not be had. The message names where it should be, never what was found there. */
export class SecretError extends Error {
  override readonly name: string = 'SecretError';
}

/** A secret read anew; null where that cannot be had: that the old one is no longer good is worth telling all the same. */
export async function renewedOrNull<Secret>(source: SecretSource<Secret>): Promise<Secret | null> {
  try {
    return await source.renewed();
  } catch (error) {
    if (error instanceof SecretError) return null;
    throw error;
  }
}
