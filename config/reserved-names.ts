/** What the stack itself calls the neighbours of a workspace's schedule; a test compares them. */
const partsOfStack: readonly string[] = ['Group', 'Role'];

/** Whether a workspace cannot have this name: it would be one that the stack, or every object of JavaScript, has. */
export const isReservedName = (name: string): boolean => partsOfStack.includes(name) || name in {};
