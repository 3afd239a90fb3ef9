/** The value of an environment variable without which nothing can be done. */
export function readEnvironment(name: string): string {
  const value = process.env[name] ?? '';
  if (value === '') throw new Error(`the environment variable ${name} is not set; the stack sets it: deploy it again`);
  return value;
}
