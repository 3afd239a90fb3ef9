/** The value of an environment variable that must be set. */
export function readEnvironment(name: string): string {
  const value = process.env[name] ?? '';
  if (value === '') throw new Error(`the environment variable ${name} is not set; the stack sets it: deploy it again`);
  return value;
}
