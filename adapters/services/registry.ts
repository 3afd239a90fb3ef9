import { services } from './list.ts';
import type { Service } from './service.ts';

/** As alerter.yaml calls them. */
export const serviceNames: readonly string[] = services.map(({ name }) => name);

/** @throws Error where there is none of this name */
export const serviceNamed = (name: string): Service => {
  const service = services.find((one) => one.name === name);
  if (service === undefined) throw new Error(`there is no service ${name}: there are ${serviceNames.join(', ')}`);
  return service;
};
