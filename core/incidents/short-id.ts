/** Letters and digits that nobody takes for others. */
const letters = 'abcdefghjkmnpqrstuvwxyz23456789';
const length = 6;

/** What a person types for an incident: of those that are open at a time, no two are likely to have the same. */
export function shortIdOf(id: string): string {
  // FNV-1a, with a last round that spreads what ids have in common at their ends.
  let hash = 0x811c9dc5;
  for (const character of `${id}/${id.length}`) {
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  }
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d) >>> 0;
  hash = (hash ^ (hash >>> 13)) >>> 0;
  let text = '';
  for (let rest = hash; text.length < length; rest = Math.floor(rest / letters.length)) {
    text += letters.charAt(rest % letters.length);
  }
  return text;
}
